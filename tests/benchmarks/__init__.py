"""Measurements: what they print is for people, no test waits for them."""

"""Reads a news text by rules and proposes what could be in a record. A person decides; no text leaves the machine."""

"""Meetings, their series, and the programmes they belong to."""

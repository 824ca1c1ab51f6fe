"""Qualifications frameworks, their levels, and how they are referenced."""

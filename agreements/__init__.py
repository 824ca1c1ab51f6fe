"""Texts by which two or more parties agree to cooperate."""

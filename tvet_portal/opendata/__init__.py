"""Public data to take along: what the lists show, as files. Apps announce their lists in `datasets.py`."""

"""A news text in our own words."""

TEXT = """\
Home > News
Alpha Institute and Beta Centre agree to cooperate

Seoul: On December 09, 2025, in Seoul City, South Korea, Dr. Ana Ai, director of BETA and Mr. Bo Kim, chairman of \
Alpha Institute signed a Memorandum of Understanding. More than 40 teachers came.

The purpose of the MoU is to share what both know.

It names areas of cooperation: (1) sharing plans; (2) training teachers; and (3) exchanging staff.

Read 1098 times
"""

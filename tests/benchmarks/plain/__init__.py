"""The same records in plain Django, as a competent engineer would write it in an hour: what the portal is measured by.

One table with a search vector and its index, lists of countries, areas and organisations, five counts, OFFSET. It has
tables of its own in the portal's database and runs as a process of its own, with the settings Django begins with.
"""

"""Who follows public changes: a plain list of functions, called inside the transaction of the change.

A follower is called with a list of changes, each `(key, content)`: the permanent key of a record or entry
(`agreement/x`, `organisation/y`) and the record's new public content, or None when it is public no more. Of an entry
the content is empty: there is one row of it, to be read from its table. An exception undoes
the change. Every piece of news is counted (models/changes.py), for those who only ask whether anything changed.
"""

from tvet_portal.directory.models import PublicChanges

followers = []


def tell(changes):
    changes = list(changes)
    if changes:
        PublicChanges.add()
    for follower in followers:
        follower(changes)

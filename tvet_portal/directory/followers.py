"""Who follows public changes: a plain list of functions, called inside the transaction of the change.

A follower is called with a list of changes, each `(key, content)`: the permanent key of a record or entry
(`agreement/x`, `organisation/y`) and its new public content, or None when it is public no more. An exception undoes
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

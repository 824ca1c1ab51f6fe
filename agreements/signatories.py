"""Who signed for which party."""

from collections import defaultdict

from django.utils.translation import gettext as _


def signatories(appearances, parties):
    """Number of a party -> who signed for it; None -> who signed for a body that is no party here."""
    signed = defaultdict(list)
    for row in appearances:
        if row["role"] != "signatory":
            continue
        number = next((n for n, party in enumerate(parties) if stands_for(row["actor"], party)), None)
        post = ", ".join(str(part) for part in (row["post"], row["capacity"]) if part)
        if number is None and row["actor"]:
            post = _("%(post)s for %(name)s") % {"post": post, "name": row["actor"]["name"]}
        name = row["person"] or row["actor"]["name"]
        signed[number].append({"name": name, "post": post.strip()})
    return signed


def stands_for(actor, party):
    """Whether a body is the party, is what the party acted through, or is a body of the country that is the party."""
    if actor is None:
        return False
    if actor["key"] and actor["key"] in {party["key"], *(body.key for body in party["through"])}:
        return True
    return actor["country"] != "" and actor["country"] == party["name"]

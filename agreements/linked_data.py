"""What the page of an agreement says to machines."""

from agreements.state import State
from tvet_portal.records import linked_data
from tvet_portal.records.linked_data import actors, date, place, stated


def agreement(page):
    """An agreement as a CreativeWork: a text that its parties made on a day at a place.

    Not Legislation: most of these texts bind nobody by law, and few are enacted. Its parties are its creators; a
    country that is a party stands there as a Country, since no government is named that the source does not name.
    """
    start, end = date(page, "effective_on")[0], date(page, "expires_on")[0]
    return linked_data.record(
        page,
        "CreativeWork",
        genre=page.kind,
        creator=actors(page, "party"),
        dateCreated=date(page, "signed_on")[0],
        locationCreated=place(page),
        temporalCoverage=f"{start}/{end or '..'}" if start else "",
        creativeWorkStatus=State(page.state).label,
        inLanguage=[code.strip() for code in stated(page, "text_languages").split(",") if code.strip()],
    )

"""What each role may do is what the documentation says."""

import pytest
from django.conf import settings

from tests.factories.records import staff

pytestmark = pytest.mark.django_db

RIGHTS = {
    "write drafts, add to the directory, hand drafts to review": ["agreements.add_agreement", "directory.add_source"],
    "propose changes of public records and entries": ["agreements.change_agreement", "records.view_proposal"],
    "publish drafts, accept or send back proposals": ["records.publish_record"],
    "withdraw records, withhold versions and names of people": ["records.publish_record"],
    "approve entries of the directory": ["records.publish_record"],
    "add a country, which is public at once": ["directory.add_country"],
    "ask for a merge of two entries of the directory": ["directory.change_organisation", "records.view_merge"],
    "merge them, and undo it": ["records.publish_record"],
    "make and change accounts, their roles and their countries": ["auth.add_user", "directory.change_countrylimit"],
    "give tables to import, of what the role may write": ["records.import_tables"],
    "read the audit": ["audit.view_auditline"],
}


def test_roles_may_do_what_the_documentation_says():
    table = (settings.BASE_DIR / "docs/operations.md").read_text().partition("## Roles")[2].partition("**Two people")[0]
    head, _line, *lines = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if "|" in line
    ]
    roles = {name: staff(name) for name in head[1:]}

    may = {what: [all(map(roles[name].has_perm, RIGHTS[what])) for name in roles] for what, *_cells in lines}

    assert list(roles) == ["writer", "publisher", "administrator"]
    assert may == {what: [cell == "yes" for cell in cells] for what, *cells in lines}
    assert may.keys() == RIGHTS.keys()

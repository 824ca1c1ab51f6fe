"""Cooperation areas: the tree in three branches, and the page of one."""

from collections import Counter, defaultdict

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tvet_portal.directory.area_tree import AreaTree
from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.home.lines import latest_day, latest_first, lines_of
from tvet_portal.records.facets import area_pairs
from tvet_portal.records.models import Participation, Provision, Record
from tvet_portal.records.models.records import KINDS_WITHOUT_AREAS
from tvet_portal.records.page import wording
from tvet_portal.records.page.wording import in_short

MOST_POINTS = 10
MOST_WORKERS = 8


class AreaIndex:
    """All areas, each with how many public records are about it or about something narrower."""

    def __init__(self):
        self.tree = AreaTree()
        areas = defaultdict(set)
        for record, area in area_pairs(Record.objects.published()):
            areas[record].update(one.pk for one in self.tree.upwards(self.tree.by_id.get(area)))
        self.counts = Counter(pk for ids in areas.values() for pk in ids)

    @property
    def branches(self):
        for branch, label in CooperationArea.Branch.choices:
            tops = [self._node(area) for area in self.tree.tops(branch)]
            if tops:
                yield {"id": branch, "label": label, "areas": tops}

    def _node(self, area):
        return {
            "label": area.label,
            "url": area.get_absolute_url(),
            "definition": area.definition,
            "number": self.counts[area.pk],
            "narrower": [self._node(one) for one in self.tree.narrower(area)],
        }


class AreaPage:
    """Everything public about one area, on a day."""

    def __init__(self, area, tree, *, day):
        self.area, self.tree, self.day = area, tree, day

    @property
    def data_url(self):
        return f"{self.area.get_absolute_url().removesuffix('/')}.json"

    @property
    def network_url(self):
        return f"/agreements/network/?area={self.area.key}"

    @property
    def broader(self):
        """What it is part of, the widest first."""
        return self.tree.upwards(self.area)[:0:-1]

    @property
    def narrower(self):
        return self.tree.narrower(self.area)

    @property
    def head(self):
        return {
            "title": self.area.label,
            "kind": self.area.get_branch_display(),
            "icon": "i-filter",
            "lede": self.area.definition,
        }

    @property
    def crumbs(self):
        above = [{"label": area.label, "url": area.get_absolute_url()} for area in self.broader]
        return [{"label": _("Areas of cooperation"), "url": "/areas/"}, *above, {"label": self.area.label}]

    @cached_property
    def labels(self):
        """Its words by language: the preferred one, the others, and whether a person read them in use."""
        languages = defaultdict(list)
        for label in self.area.labels.all():
            languages[label.language].append(label)
        return [
            {
                "lang": language,
                "language": wording.language_name(language),
                "words": [
                    {
                        "text": label.text,
                        "source_url": label.source_address,
                        "is_machine_made": not label.is_checked and language != "en",
                    }
                    for label in sorted(labels, key=lambda label: label.kind != "preferred")
                ],
            }
            for language, labels in languages.items()
        ]

    @cached_property
    def keys(self):
        """The area and everything narrower."""
        return self.tree.with_narrower([self.area.key])

    @cached_property
    def points(self):
        """What public records agreed, promised or did on it, those of the newest record first: some, and how many."""
        tagged = Provision.areas.through.objects.filter(cooperationarea__key__in=self.keys)
        points = Provision.objects.filter(pk__in=tagged.values("provision"), record__in=self.records.values("pk"))
        points = points.exclude(kind__in=KINDS_WITHOUT_AREAS).select_related("record")
        newest = latest_day("record__").desc(nulls_last=True)
        first = points.order_by(newest, "record", "position", "key")[:MOST_POINTS]
        return {"number": points.count(), "first": [point_item(point) for point in first]}

    @cached_property
    def workers(self):
        """Countries, and bodies, that stand in these records, with in how many; the most frequent first."""
        rows = Participation.objects.filter(record__in=self.records.values("pk")).order_by()
        rows = rows.annotate(at=Coalesce("country", "organisation__country"))
        countries = dict(count(rows.exclude(at=None), "at"))
        bodies = dict(count(rows.exclude(organisation=None), "organisation"))
        return {
            "countries": ranked(Country.objects.in_bulk(countries), countries),
            "bodies": ranked(Organisation.objects.public().in_bulk(bodies), bodies),
        }

    @property
    def records(self):
        """Public records about it or about something narrower. Proposals and recitals do not count."""
        return latest_first(Record.objects.published().about(self.keys))

    def lines(self, records):
        return lines_of(records, day=self.day)


def point_item(point):
    """A point of a record as an entry of a list."""
    return {
        "title": point.heading or in_short(point.text, 160),
        "url": f"{point.record.get_absolute_url()}#provisions-{point.key}",
        "meta": [point.get_kind_display(), point.record.title],
    }


def count(rows, field):
    """Id -> in how many records, for what stands most often in a field."""
    counted = rows.values(field).annotate(number=Count("record", distinct=True)).order_by("-number", field)
    return counted.values_list(field, "number")[:MOST_WORKERS]


def ranked(found, numbers):
    entries = sorted(found.values(), key=lambda entry: (-numbers[entry.pk], entry.name))
    return [{"name": entry.name, "url": entry.get_absolute_url(), "number": numbers[entry.pk]} for entry in entries]

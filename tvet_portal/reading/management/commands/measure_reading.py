"""How well the rules read texts in which a person has marked what there is to find."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from tvet_portal.reading import names
from tvet_portal.reading.measuring import Tally, Unmarked, measure

MARKS = settings.BASE_DIR / "tests" / "reading" / "expected"
TEXTS = settings.BASE_DIR.parent / "shared" / "seeds"
ENOUGH = 0.8
JUDGED = ("date", "ordinal", "point", "organisation", "count")  # the kinds of which so much was promised


class Command(BaseCommand):
    help = "Print, kind by kind, how much of what a person marked in texts is found, and at the right place."

    def add_arguments(self, parser):
        parser.add_argument("--marks", type=Path, default=MARKS, help="folder of what is expected: 000.yaml")
        parser.add_argument("--texts", type=Path, default=TEXTS, help="folder of the texts: 000*.txt")
        parser.add_argument("--missed", action="store_true", help="print what was missed, and found for nothing")

    def handle(self, *, marks, texts, missed, **options):
        known, groups = names.of_directory(AnonymousUser()), {}
        for path in sorted(marks.glob("*.yaml")):
            text = text_of(path.stem, texts, marks)
            if text is None:
                self.stdout.write(f"{path.stem}: not run, its text is not in {texts}")
                continue
            try:
                tallies, furniture = measure(text, path.read_text(encoding="utf-8"), known)
            except Unmarked as quote:
                raise CommandError(
                    f"{path.name}: “{quote}” does not stand in the text, after what is before it."
                ) from None
            group = "our own words" if path.stem.startswith("own") else "seeds"
            groups.setdefault(group, []).append((path.stem, tallies, furniture))
        if not groups:
            raise CommandError("There is no text to measure.")
        for group, rows in groups.items():
            self.print_group(group, rows, missed)

    def print_group(self, group, rows, missed):
        totals = {}
        for _name, tallies, _furniture in rows:
            for kind, tally in tallies.items():
                totals.setdefault(kind, Tally()).add(tally)
        self.stdout.write(f"\n{group}: {', '.join(name for name, *_rest in rows)}")
        self.stdout.write(
            f"{'kind':14}{'expected':>9}{'right span':>11}{'%':>6}{'value right':>13}{'proposed':>10}{'precision':>11}"
        )
        for kind, tally in totals.items():
            values = f"{tally.value_right}/{tally.valued}" if tally.valued else "-"
            self.stdout.write(
                f"{kind:14}{tally.expected:>9}{tally.right:>11}{percent(tally.recall):>6}{values:>13}{tally.found:>10}"
                f"{percent(tally.precision):>11}{mark(kind, tally)}"
            )
            for words in tally.missed if missed else ():
                self.stdout.write(f"    missed: {words[:70]}")
            for words in tally.wrong if missed else ():
                self.stdout.write(f"    for nothing: {words[:70]}")
        lines = sum(furniture.expected for *_rest, furniture in rows)
        out = sum(furniture.left_out for *_rest, furniture in rows)
        proposed = [words for *_rest, furniture in rows for words in furniture.proposed]
        self.stdout.write(
            f"site furniture: {lines} marked, {out} shown as left out, {len(proposed)} proposed {proposed or ''}"
        )


def text_of(name, texts, marks):
    """The text beside the marks, or in the folder of texts."""
    found = [*marks.glob(f"{name}.txt"), *sorted(texts.glob(f"{name}_*.txt"))]
    return found[0].read_text(encoding="utf-8") if found else None


def percent(share):
    return "-" if share is None else f"{share:.0%}"


def mark(kind, tally):
    if kind not in JUDGED or tally.recall is None:
        return ""
    return "" if tally.recall >= ENOUGH else f"  under {ENOUGH:.0%}"

"""Reading and writing the YAML files of a dataset."""

import re
from dataclasses import dataclass

import yaml
from yaml.constructor import ConstructorError

from tvet_portal.records.content import ENTRY_MODELS, record_models
from tvet_portal.records.content.building import Problem

RECORD_FOLDERS = {
    "event_series": "event_series",
    "agreement": "agreements",
    "event": "events",
    "programme": "programmes",
    "framework": "frameworks",
    "qualification": "qualifications",
    "recognition_arrangement": "recognition_arrangements",
}


PLAIN = {"tag:yaml.org,2002:str"}
UNWANTED = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}


class Loader(yaml.CSafeLoader):
    """Dates stay texts, and NO is Norway: only true and false are truth values."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rules if tag not in UNWANTED]
        for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node, deep=False):
        """A field that stands twice is refused: one of its values would be lost without a word."""
        names = set()
        for name, _value in node.value:
            if name.tag in PLAIN and name.value in names:
                raise ConstructorError(None, None, f"{name.value!r} stands here twice", name.start_mark)
            names.add(name.value if name.tag in PLAIN else None)
        return super().construct_mapping(node, deep)


Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class Dumper(yaml.CSafeDumper):
    """Long texts in one paragraph, lists indented under their name."""


@dataclass
class Entry:
    """One content of a dataset, with the file and the steps within it, to name a bad row."""

    kind: str  # "organisations", ... or a record type
    content: object
    file: object
    steps: tuple

    @property
    def is_record(self):
        return self.kind in RECORD_FOLDERS

    def line(self, steps):
        """The line of a value in the file, as close as the file allows."""
        node = yaml.compose(self.file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for step in (*self.steps, *steps):
            child = _child(node, step)
            if child is None:
                break
            node = child
        return node.start_mark.line + 1


def _child(node, step):
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == step), None)
    return None


def read_folder(folder, tick):
    """The entries of a dataset in the order in which they can be created, and the problems of its files."""
    entries, problems = [], []
    files = sorted(folder.rglob("*.yaml"))
    for file in files:
        tick(1, len(files))
        try:
            found = yaml.load(file.read_text(encoding="utf-8"), Loader=Loader)
        except (yaml.YAMLError, ValueError) as error:  # a ValueError: no UTF-8, a number of thousands of digits
            problems.append(Problem(str(file), (), f"this is not YAML: {error}"))
            continue
        entries += _entries_of(file, found, problems)
    order = [*ENTRY_MODELS, *record_models()]
    return sorted(entries, key=lambda entry: order.index(entry.kind)), problems


def _entries_of(file, found, problems):
    if isinstance(found, dict) and found.get("record_type") in list(RECORD_FOLDERS):
        return [Entry(found["record_type"], found, file, ())]
    if not isinstance(found, dict) or not found.keys() <= ENTRY_MODELS.keys():
        expected = f"a record with its record_type, or lists under {', '.join(ENTRY_MODELS)}"
        problems.append(Problem(str(file), (), f"this file is neither {expected}"))
        return []
    entries = []
    for kind, rows in found.items():
        if not isinstance(rows, list):
            problems.append(Problem(str(file), (kind,), "a list was expected here"))
            continue
        entries += [Entry(kind, row, file, (kind, number)) for number, row in enumerate(rows)]
    return entries


def write_file(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=118)
    file.write_text(text, encoding="utf-8")

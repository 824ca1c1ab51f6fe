"""The repository keeps its own rules. Every rule is also shown something bad, to see that it can fail."""

import importlib.util
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders

from tests import repository_rules as rules
from tvet_portal.records.models import Record

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("tvet_portal", "agreements", "events", "qualifications", "tests")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")])
LOCKS = ("requirements.txt", "requirements-test.txt")
SIBLINGS = {"agreements", "events", "qualifications"}
FLOORS_BELOW = {"values", "directory", "records", "search", "opendata", "reading", "tables"}


def read(name):
    return (ROOT / name).read_text()


def findings(rule, paths):
    """What a rule has to say about files, each line beginning with the file."""
    return [f"{path.relative_to(ROOT)}: {found}" for path in paths for found in rule(path.read_text())]


# Directions that import-linter cannot see


@pytest.mark.parametrize("package", [*sorted(SIBLINGS), *sorted(f"tvet_portal/{floor}" for floor in FLOORS_BELOW)])
def test_app_names_no_model_of_an_app_beside_or_above_it(package):
    others = SIBLINGS - {package}
    models = {model._meta.model_name for app in others for model in records_of(app)} - own_fields(package)

    def rule(source):
        return rules.crossings(source, apps=others, models=models)

    assert findings(rule, (ROOT / package).rglob("*.py")) == []


def records_of(app):
    return [model for model in apps.get_app_config(app).get_models() if issubclass(model, Record)]


def own_fields(package):
    config = apps.app_configs.get(Path(package).name)
    return {field.name for model in config.get_models() for field in model._meta.get_fields()} if config else set()


@pytest.mark.parametrize(
    "bad",
    [
        'event = models.ForeignKey("events.Event", models.PROTECT)',
        'apps.get_model("events", "Event")',
        "Agreement.objects.filter(links__target__event__held_on=day)",
        'Agreement.objects.order_by("-record__event__held_on")',
        'Record.objects.select_related("event")',
        'dependencies = [("events", "0001_initial")]',
    ],
)
def test_crossing_is_found(bad):
    assert len(rules.crossings(bad, apps={"events"}, models={"event"})) == 1


@pytest.mark.parametrize(
    "good",
    [
        'kind = "event"',
        'reverse("events:list")',
        'template_name = "events/list.html"',
        "Record.objects.filter(links__target__key=key)",
    ],
)
def test_what_is_no_crossing_is_left_alone(good):
    assert rules.crossings(good, apps={"events"}, models={"event"}) == []


# Size and names


def test_modules_are_short():
    assert findings(rules.too_long, [path for path in MODULES if path.parent.name != "migrations"]) == []


def test_long_module_is_found():
    assert rules.too_long("pass\n" * 401) == ["401 lines, over 400"]


def test_modules_have_names_that_say_something():
    assert [path for path in MODULES if rules.vague_name(path.relative_to(ROOT))] == []


@pytest.mark.parametrize("bad", ["events/utils.py", "tvet_portal/core/models.py"])
def test_vague_name_is_found(bad):
    assert len(rules.vague_name(Path(bad))) == 1


def test_decisions_have_numbers_of_their_own():
    assert rules.misnumbered([path.name for path in (ROOT / "docs/decisions").iterdir()]) == []


def test_misnumbered_decision_is_found():
    assert rules.misnumbered(["0001-a.md", "0001-b.md", "2-c.md", "0003-d.md"]) == ["0001-a.md", "0001-b.md", "2-c.md"]


# Dependencies


def test_dependencies_say_why_they_are_there():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    dependencies = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]

    assert rules.dependencies_without_reason(read("pyproject.toml"), dependencies) == []


def test_dependency_without_reason_is_found():
    assert rules.dependencies_without_reason('    "a",  # why\n    "b",\n', ["a", "b"]) == ["b"]


def test_psycopg_3_is_not_installed():
    assert importlib.util.find_spec("psycopg2") is not None
    assert importlib.util.find_spec("psycopg") is None, "Django would silently use it instead of psycopg2"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_names_versions_and_hashes_only(name):
    assert rules.not_a_pin(read(name)) == []


@pytest.mark.parametrize(
    "bad",
    [
        "--index-url https://packages.example.org/simple",
        "--find-links /opt/wheels",
        "a>=1",
        "a @ file:///a.whl",
        "a==1",
    ],
)
def test_line_that_is_no_pin_is_found(bad):
    assert rules.not_a_pin(bad) == [bad]


def test_tests_run_with_the_packages_of_production():
    production, test = map(rules.pins, map(read, LOCKS))

    assert {name: test.get(name) for name in production} == production


@pytest.mark.parametrize(("extra", "lock"), [(None, "requirements.txt"), ("test", "requirements-test.txt")])
def test_lock_holds_every_dependency(extra, lock):
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]

    assert rules.missing_from_lock(wanted, read(lock)) == []


def test_dependency_missing_from_lock_is_found():
    assert rules.missing_from_lock(["Django~=5.2.0", "new_thing[extra]"], "django==5.2.1 \\\n") == ["new_thing[extra]"]


# Templates


def test_templates_keep_the_content_policy():
    assert findings(rules.against_content_policy, TEMPLATES) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<a onclick='go()'>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<a href="javascript:go()">',
        "<style>p {}",
    ],
)
def test_inline_code_is_found(bad):
    assert len(rules.against_content_policy(bad)) == 1


@pytest.mark.parametrize(
    "good",
    [
        '<script type="module" src="{% static "js/menu.js" %}"></script>',
        '<script type="application/ld+json">{}</script>',
    ],
)
def test_script_file_and_data_are_left_alone(good):
    assert rules.against_content_policy(good) == []


def test_unescaped_text_says_why_it_is_safe():
    paths = [path for path in [*MODULES, *TEMPLATES] if not path.is_relative_to(ROOT / "tests")]

    assert findings(rules.unescaped_without_reason, paths) == []


@pytest.mark.parametrize("bad", ["{{ text|safe }}", "mark_safe(text)", "{% autoescape off %}"])
def test_unescaped_text_is_found(bad):
    assert len(rules.unescaped_without_reason(bad)) == 1
    assert rules.unescaped_without_reason(f"{{# safe because we wrote it #}}\n{bad}") == []


def test_static_files_of_templates_exist():
    named = {name for path in TEMPLATES for name in rules.static_files_of(path.read_text())}

    assert sorted(name for name in named if not finders.find(name)) == []


def test_static_file_is_read_from_template():
    assert rules.static_files_of('<link href="{% static "css/site.css" %}">') == ["css/site.css"]


# Documentation


def test_every_environment_variable_is_documented():
    assert rules.undocumented_variables(read("tvet_portal/settings.py"), read("docs/operations.md")) == []


def test_undocumented_variable_is_found():
    settings = 'A = env("A_B")\nB = env.bool("C", default=False)\nC = required(\n    "D", "why")\n'

    assert rules.undocumented_variables(settings, "| `C` | |") == ["A_B", "D"]

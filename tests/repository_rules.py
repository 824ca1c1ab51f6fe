"""Rules about the repository that no linter knows. Each takes text and gives the list of what is wrong with it."""

import ast
import re

LONGEST_MODULE = 400
VAGUE_PACKAGES = {"utils", "util", "common", "core", "helpers", "misc", "shared"}
METHODS_WITH_LOOKUPS = {
    *("select_related", "prefetch_related", "Prefetch", "values", "values_list", "order_by", "only", "defer"),
    *("F", "OuterRef", "Count", "Min", "Max", "Sum", "Exists", "Subquery"),
}


def crossings(source, *, apps, models):
    """Names of other apps' models in strings and lookups, which import-linter cannot see.

    `apps` are the other apps, `models` the lower-case names by which a lookup reaches their records.
    """
    label = re.compile(rf"({'|'.join(apps)})\.\w+")
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_lookup = re.fullmatch(r"-?\w+(__\w+)+", node.value) and models & set(node.value.lstrip("-").split("__"))
            if label.fullmatch(node.value) or is_lookup:
                found.append((node.lineno, node.value))
        elif isinstance(node, ast.keyword) and node.arg and "__" in node.arg and models & set(node.arg.split("__")):
            found.append((node.value.lineno, node.arg))
        elif isinstance(node, ast.Call):
            found += [(node.lineno, word) for word in words_of_call(node) if word in apps | models]
        elif isinstance(node, ast.Tuple) and (app := migration_of(node)) in apps:
            found.append((node.lineno, app))
    return [f"line {line}: {what}" for line, what in sorted(set(found))]


def words_of_call(call):
    """The strings given to a call that looks for models or fields by name."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    strings = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    if name == "get_model":
        return strings[:1]
    return strings if name in METHODS_WITH_LOOKUPS else []


def migration_of(node):
    """The app of a dependency such as ("events", "0001_initial")."""
    match node.elts:
        case [ast.Constant(value=str(app)), ast.Constant(value=str(name))] if re.fullmatch(r"\d{4}_\w+|__\w+__", name):
            return app


def too_long(source):
    lines = len(source.splitlines())
    return [f"{lines} lines, over {LONGEST_MODULE}"] if lines > LONGEST_MODULE else []


def vague_name(path):
    return sorted(VAGUE_PACKAGES & {*path.parent.parts, path.stem})


def dependencies_without_reason(pyproject, dependencies):
    """Requirements whose line in pyproject.toml does not end in a comment."""
    return [name for name in dependencies if not re.search(rf'^ *"{re.escape(name)}", *# \w', pyproject, re.MULTILINE)]


def not_a_pin(lock):
    """Lines of a lock file that are not a name with a version, a hash or a comment, or that name a place."""
    pin = re.compile(r"[a-z0-9._-]+==[\w.]+( ; [\w .<>='\"]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|#[^:/]*:?|")
    return [line for line in lock.splitlines() if not pin.fullmatch(line)]


def pins(lock):
    return dict(re.findall(r"^([a-z0-9._-]+)==([\w.]+)", lock, re.MULTILINE))


def missing_from_lock(requirements, lock):
    """Requirements that have no pin: someone changed pyproject.toml and forgot `make lock`."""
    names = {requirement: re.match(r"[\w.-]+", requirement)[0] for requirement in requirements}
    return [requirement for requirement, name in names.items() if normalised(name) not in pins(lock)]


def normalised(name):
    return re.sub(r"[._-]+", "-", name).lower()


def misnumbered(names):
    """Decisions that are not named like 0001-what.md, or share their number."""
    numbers = [name[:4] for name in names]
    return [n for n in names if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", n) or numbers.count(n[:4]) > 1]


def against_content_policy(template):
    """Inline style, handlers and scripts: the strict content policy would silently refuse them. JSON-LD is none."""
    script = r"<script\b(?! type=\"application/ld\+json\">)(?![^>]*\ssrc=)"
    inline = re.compile(rf"\sstyle=|\son[a-z]+=|<style\b|javascript:|{script}", re.IGNORECASE)
    return numbered_lines(template, inline)


def unescaped_without_reason(source):
    """Text that leaves unescaped, unless "safe because ..." stands on the line or on the one before."""
    lines = source.splitlines()
    unescaped = re.compile(r"\|\s*safe(seq)?\b|\bmark_safe\(|\bSafeString\(|autoescape off")
    return [
        f"line {number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if unescaped.search(line) and "safe because" not in "".join(lines[max(number - 2, 0) : number]).lower()
    ]


def undocumented_variables(settings, documentation):
    """Environment variables that the settings read and the documentation leaves out."""
    read = re.findall(r'\b(?:env(?:\.\w+)?|required)\(\s*"([A-Z_]+)"', settings)
    return sorted({name for name in read if f"`{name}`" not in documentation})


def static_files_of(template):
    return re.findall(r"""{% static ["']([^"']+)["']""", template)


def numbered_lines(text, pattern):
    return [f"line {n}: {line.strip()}" for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]

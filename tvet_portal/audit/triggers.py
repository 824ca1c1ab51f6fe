"""The database itself refuses to change a line of the audit, or to delete one that is not old."""

KEPT_DAYS = 90  # at least
NAMES = ("audit_line_stays_as_it_is", "audit_line_is_kept")

SQLITE = (
    f"""CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON audit_auditline
    BEGIN SELECT RAISE(ABORT, 'A line of the audit is never changed.'); END""",
    f"""CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON audit_auditline WHEN OLD.at > datetime('now', '-{KEPT_DAYS} days')
    BEGIN SELECT RAISE(ABORT, 'A line of the audit is kept for {KEPT_DAYS} days.'); END""",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION refuse_to_touch_audit() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'A line of the audit is never changed, and kept for {KEPT_DAYS} days.'; END $$""",
    f"""CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON audit_auditline
    FOR EACH ROW EXECUTE FUNCTION refuse_to_touch_audit()""",
    f"""CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON audit_auditline
    FOR EACH ROW WHEN (OLD.at > now() - interval '{KEPT_DAYS} days') EXECUTE FUNCTION refuse_to_touch_audit()""",
)


def install(connection):
    """Give the table its triggers. A later migration that remakes the table on SQLite has to call this again."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def remove(connection):
    table = "" if connection.vendor == "sqlite" else " ON audit_auditline"
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")

"""Makes the plain tables and fills them from those of the portal: `python -m tests.benchmarks.plain.filling`."""

import os

import django

SELECTS = (
    "plain_country (id, key, name) SELECT id, iso2, name FROM directory_country",
    "plain_area (id, key, name) SELECT id, key, label FROM directory_cooperationarea",
    "plain_organisation (id, key, name) SELECT id, key, name FROM directory_organisation",
    """plain_entry (id, kind, title, summary, body, language, date, search)
    SELECT id, kind, title, summary, body, language, date,
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary), 'B')
        || to_tsvector('english', body)
    FROM (
        SELECT record.id, record_type AS kind, title, summary, language,
            coalesce(signed_first, held_first, registered_from_first) AS date,
            (SELECT string_agg(text, E'\\n\\n' ORDER BY position)
                FROM records_provision WHERE record_id = record.id) AS body
        FROM records_record AS record
        LEFT JOIN agreements_agreement AS agreement ON agreement.record_ptr_id = record.id
        LEFT JOIN events_event AS event ON event.record_ptr_id = record.id
        LEFT JOIN qualifications_qualification AS qualification ON qualification.record_ptr_id = record.id
    ) AS whole""",
    """plain_entry_countries (entry_id, country_id)
    SELECT record_id, country_id FROM records_participation WHERE country_id IS NOT NULL""",
    """plain_entry_organisations (entry_id, organisation_id)
    SELECT record_id, organisation_id FROM records_participation WHERE organisation_id IS NOT NULL""",
    """plain_entry_areas (entry_id, area_id) SELECT record_id, cooperationarea_id FROM records_record_areas""",
)


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.plain.settings"
    django.setup()
    from django.apps import apps
    from django.db import connection

    with connection.schema_editor() as editor:
        for model in apps.get_app_config("plain").get_models():
            editor.create_model(model)
    with connection.cursor() as cursor:
        for select in SELECTS:
            cursor.execute(f"INSERT INTO {select}")


if __name__ == "__main__":
    main()

"""Makes the plain tables and fills them from those of the portal: `python -m tests.benchmarks.plain.filling`."""

import os

import django

SELECTS = (
    "plain_country (id, key, name) SELECT id, iso2, name FROM directory_country",
    "plain_area (id, key, name) SELECT id, key, label FROM directory_cooperationarea",
    "plain_organisation (id, key, name) SELECT id, key, name FROM directory_organisation",
    "plain_source (id, key, name) SELECT id, key, title FROM directory_source",
    """plain_entry (id, kind, reference, title, summary, language, date, from_date, until_date, source_id, search)
    SELECT id, kind, reference, title, summary, language, date, from_date, until_date, source_id,
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary), 'B')
        || to_tsvector('english', body)
    FROM (
        SELECT record.id, record_type AS kind, reference, title, summary, language, main_source_id AS source_id,
            coalesce(signed_first, held_first, registered_from_first) AS date,
            effective_first AS from_date, expires_first AS until_date,
            (SELECT string_agg(text, ' ' ORDER BY position) FROM records_provision WHERE record_id = record.id) AS body
        FROM records_record AS record
        LEFT JOIN agreements_agreement AS agreement ON agreement.record_ptr_id = record.id
        LEFT JOIN events_event AS event ON event.record_ptr_id = record.id
        LEFT JOIN qualifications_qualification AS qualification ON qualification.record_ptr_id = record.id
    ) AS whole""",
    """plain_point (entry_id, position, text)
    SELECT record_id, position, text FROM records_provision ORDER BY record_id, position""",
    """plain_point_areas (point_id, area_id)
    SELECT point.id, cooperationarea_id FROM records_provision_areas
        JOIN records_provision AS provision ON provision.id = provision_id
        JOIN plain_point AS point ON point.entry_id = record_id AND point.position = provision.position""",
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

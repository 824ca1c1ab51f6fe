"""How somebody could break each constraint by typing: the constraint's name -> what to type into a row.

A function gets the row and gives field -> value; REPEAT types the same row once more. Whole families of constraints
are recognised by their names.
"""

from tests.factories.directory import OrganisationFactory

REPEAT = object()
ORDERS = {
    "organisation_in_order": ("founded_on", "ended_on"),
    "organisation_name_in_order": ("from_on", "until_on"),
    "organisation_tie_in_order": ("from_on", "until_on"),
    "group_membership_in_order": ("from_on", "until_on"),
    "framework_version_in_order": ("from_on", "until_on"),
    "type_placement_in_order": ("from_on", "until_on"),
    "referencing_in_order": ("submitted_on", "endorsed_on"),
    "qualification_in_order": ("registered_from_on", "registered_until_on"),
    "agreement_expires_not_before_signed": ("signed_on", "expires_on"),
    "agreement_expires_not_before_effective": ("effective_on", "expires_on"),
}
TYPED = {
    "organisation_tie_to_another": lambda row: {"other": row.organisation_id},
    "organisation_succession_to_another": lambda row: {"successor": row.predecessor_id},
    "citation_rests_on_a_source_or_the_editor": lambda row: {"source": "", "certainty": "stated"},
    "blank_once_a_field_of_a_record": lambda row: REPEAT,
    "blank_once_a_field_of_an_organisation": lambda row: REPEAT,
    "blank_once_a_field_of_a_source": lambda row: REPEAT,
    "translation_once_a_language": lambda row: REPEAT,
    "level_code_once_a_version": lambda row: REPEAT,
    "criterion_number_once": lambda row: REPEAT,
    "criterion_response_once": lambda row: REPEAT,
    "referencing_endorsed_once": lambda row: REPEAT,
    "country_group_of_members_names_its_organisation": lambda row: {"kind": "members", "organisation": ""},
    "source_has_a_title_or_a_description": lambda row: {"title": "", "description": ""},
    "area_not_broader_than_itself": lambda row: {"broader": row.pk},
    "trade_codes_are_digits": lambda row: {"isced_f": "x"},
    "participation_others_is_a_category": lambda row: {"is_others": "on"},
    "provision_not_part_of_itself": lambda row: {"part_of": row.pk},
    "progress_has_a_date": lambda row: {"as_of_on": ""},
    "figure_has_a_number_or_says_dozens": lambda row: {"value": "", "value_qualifier": "about"},
    "record_slug_unique_per_type": lambda row: {"slug": "taken"},
    "record_published_is_complete": lambda row: {"main_source": "", "reason": "x"},
    "agreement_term_has_length_and_unit": lambda row: {"term_length": "5", "term_unit": ""},
    "agreement_computed_expiry_has_a_term": lambda row: {"is_expiry_computed": "on", "term_length": ""},
    "appearance_is_somebody": lambda row: {"person": "", "organisation": "", "as_printed": ""},
    "document_held_has_a_file": lambda row: {"availability": "held", "upload-kept": ""},
    "photo_description_says_who_wrote_it": lambda row: {"alt_text": "Two people.", "alt_text_by": ""},
    "record_link_leads_elsewhere": lambda row: {"to_record": row.record_id, "provision": "", "to_provision": ""},
    "event_edition_counts_from_one": lambda row: {"edition": "0"},
    "framework_not_part_of_itself": lambda row: {"part_of_framework": row.pk},
    "level_reference_no_match_has_no_target": lambda row: {"relation": "no_match"},
    "level_reference_leads_elsewhere": lambda row: {"to_level": row.from_level_id},
    "quality_assurance_names_somebody": lambda row: {"organisation": "", "organisation_as_printed": ""},
    "qualification_level_or_not_levelled": lambda row: {"is_not_levelled": "on"},
}
# No field of a form can break these.
OUT_OF_REACH = {
    "record_type_is_known": "the class of the form says it",
    "record_withdrawn_says_why": "only the workflow writes it",
    "citation_of_one_subject": "the form it stands in is its subject",
    "blank_of_one_subject": "the form it stands in is its subject",
    "upload_sha256_is_hexadecimal": "computed, and its page is read-only",
    "upload_has_both_sides_or_none": "computed, and its page is read-only",
    "country_codes_are_upper_case_letters": "typed once, on the empty form: test_countries_say_their_codes_in_capitals",
}


def typed_for(name, row):
    """What breaks a constraint, or None if nobody has said."""
    if name in TYPED:
        return TYPED[name](row)
    if name in ORDERS:
        return dict(zip(ORDERS[name], ("2025", "2024"), strict=True))
    if name.endswith(("_exactly_one_actor", "_exactly_one", "_one_actor")):
        return {"organisation": OrganisationFactory().pk, "category": "policy makers", "as_printed": "x"}
    family, field = family_of(name, row)
    return {
        "bounds": {field: "next year"},
        "not_negative": {field: "-1"},
        "range_goes_up": {field: "5", f"{field}_to": "3"},
    }.get(family)


def family_of(name, row):
    """Constraints made for a field are named app_model_field_family."""
    for family in ("bounds", "not_negative", "range_goes_up"):
        stem = name.removesuffix(f"_{family}")
        if stem != name:
            names = {field.name.removesuffix("_on"): field.name for field in row._meta.fields}
            return family, next(field for short, field in names.items() if stem.endswith(f"_{short}"))
    return None, None

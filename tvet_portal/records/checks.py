"""What `check --deploy` says of the settings of editors."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def two_people_approve(app_configs, **kwargs):
    """A public portal where one person writes and publishes is a choice that somebody should know of."""
    if settings.TWO_PERSON_RULE:
        return []
    said = "TWO_PERSON_RULE is off: a publisher makes public what nobody else has read."
    hint = "Set TWO_PERSON_RULE=1, or know that self-approval is logged and shown."
    return [Warning(said, hint=hint, id="records.W001")]

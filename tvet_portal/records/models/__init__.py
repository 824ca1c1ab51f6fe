"""The one table of records and the parts every record may have."""

from tvet_portal.records.models.actors import Act, Appearance, Participation
from tvet_portal.records.models.confirmations import Confirmation
from tvet_portal.records.models.evidence import Blank, Citation
from tvet_portal.records.models.figures import Figure, FigureActor
from tvet_portal.records.models.files import Document, Photo
from tvet_portal.records.models.links import RecordLink, Translation
from tvet_portal.records.models.merges import Apart, Merge
from tvet_portal.records.models.proposals import Proposal
from tvet_portal.records.models.provisions import Obstacle, Progress, ProgressActor, Provision, ProvisionActor
from tvet_portal.records.models.records import AlternativeTitle, Record, RecordQuerySet, RecordSlug
from tvet_portal.records.models.versions import RecordVersion, ReferenceCounter, StatusChange

__all__ = [
    "Act",
    "AlternativeTitle",
    "Apart",
    "Appearance",
    "Blank",
    "Citation",
    "Confirmation",
    "Document",
    "Figure",
    "FigureActor",
    "Merge",
    "Obstacle",
    "Participation",
    "Photo",
    "Progress",
    "ProgressActor",
    "Proposal",
    "Provision",
    "ProvisionActor",
    "Record",
    "RecordLink",
    "RecordQuerySet",
    "RecordSlug",
    "RecordVersion",
    "ReferenceCounter",
    "StatusChange",
    "Translation",
]

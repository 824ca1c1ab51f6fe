"""Frameworks with their levels, how they are referenced, and the qualifications in them."""

from qualifications.models.frameworks import (
    DescriptorDomain,
    Framework,
    FrameworkVersion,
    LegalInstrument,
    Level,
    LevelDescriptor,
    QualificationType,
    QualityAssurance,
    TypePlacement,
)
from qualifications.models.qualifications import Qualification, RecognitionArrangement, Route
from qualifications.models.referencing import CriterionResponse, LevelReference, Referencing, ReferencingCriterion

__all__ = [
    "CriterionResponse",
    "DescriptorDomain",
    "Framework",
    "FrameworkVersion",
    "LegalInstrument",
    "Level",
    "LevelDescriptor",
    "LevelReference",
    "Qualification",
    "QualificationType",
    "QualityAssurance",
    "RecognitionArrangement",
    "Referencing",
    "ReferencingCriterion",
    "Route",
    "TypePlacement",
]

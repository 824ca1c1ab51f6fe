"""Model fields that hold one value in several columns: partial dates and quantities."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from tvet_portal.values import partial_dates


def validate_partial_date(value):
    try:
        partial_dates.parse(value)
    except ValueError:
        raise ValidationError(partial_dates.WRONG, code="partial_date", params={"value": value}) from None


class PartialDateAttribute(DeferredAttribute):
    """Setting the text sets its two days too, so constraints can be checked before saving."""

    def __set__(self, instance, value):
        value = value.isoformat() if isinstance(value, date) else (value or "")
        instance.__dict__[self.field.attname] = value
        try:
            parsed = partial_dates.parse(value) if value else None
        except (ValueError, OverflowError):
            parsed = None  # the validator says so; the bounds stay empty
        stem = self.field.stem
        instance.__dict__[f"{stem}_first"] = parsed.first if parsed else None
        instance.__dict__[f"{stem}_last"] = parsed.last if parsed else None


class PartialDateField(models.CharField):
    """A date as the source states it, with its earliest and latest possible day beside it.

    `signed_on = PartialDateField()` also makes `signed_first` and `signed_last` (dates, both or none) and, with
    `printed=True`, `signed_as_printed`. Never change one by `QuerySet.update()`: its two days would go stale.
    """

    descriptor_class = PartialDateAttribute

    def __init__(self, *args, printed=False, **kwargs):
        self.printed = printed
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", partial_dates.HELP)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_partial_date]

    @property
    def stem(self):
        return self.name.removesuffix("_on")

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        if cls._meta.abstract or cls.__module__ == "__fake__":  # a migration's models name every column themselves
            return
        for edge, step in (("first", 0.5), ("last", 0.25)):
            bound = models.DateField(null=True, blank=True, editable=False)
            bound.creation_counter = self.creation_counter - step  # before the text, which is set last and sets both
            cls.add_to_class(f"{self.stem}_{edge}", bound)
        if self.printed:
            printed = models.CharField(_("%s as printed") % self.verbose_name, max_length=120, blank=True)
            cls.add_to_class(f"{self.stem}_as_printed", printed)

    def formfield(self, **kwargs):
        return super().formfield(**{"strip": True, **kwargs})


def partial_date_checks(*names):
    """The constraints of partial dates: the two days are both there or both missing, and in order.

    A comparison with NULL is neither true nor false, and a CHECK lets that pass: so what must be there is said.
    """
    checks = []
    for name in names:
        stem = name.removesuffix("_on")
        first, last = f"{stem}_first", f"{stem}_last"
        empty = Q(**{name: "", f"{first}__isnull": True, f"{last}__isnull": True})
        stated = ~Q(**{name: ""}) & Q(**{f"{first}__isnull": False, f"{last}__isnull": False, f"{first}__lte": F(last)})
        checks.append(
            models.CheckConstraint(
                name=f"%(app_label)s_%(class)s_{stem}_bounds",
                condition=empty | stated,
                violation_error_message=partial_dates.WRONG % {"value": name},
            )
        )
    return checks


def in_order(start, end, message, *, name):
    """`end` is not certainly before `start`: the latest possible end against the earliest possible start."""
    first, last = f"{start.removesuffix('_on')}_first", f"{end.removesuffix('_on')}_last"
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=message,
    )


class Qualifier(models.TextChoices):
    """How exactly a source states a number. An empty qualifier is an exact number."""

    ABOUT = "about", _("about")
    NEARLY = "nearly", _("nearly")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    UP_TO = "up_to", _("up to")
    DOZENS = "dozens_of", _("dozens of")


class QuantityField(models.DecimalField):
    """A number as the source states it.

    `headcount = QuantityField()` also makes `headcount_to` (the upper end of a range) and `headcount_qualifier`
    ("nearly"). "Dozens of" has a qualifier and no number.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 20)
        kwargs.setdefault("decimal_places", 4)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        if cls._meta.abstract or cls.__module__ == "__fake__":
            return
        upper = models.DecimalField(
            _("%s, upper end") % self.verbose_name, max_digits=20, decimal_places=4, null=True, blank=True
        )
        qualifier = models.CharField(
            _("%s, how exact") % self.verbose_name, max_length=20, choices=Qualifier, blank=True
        )
        cls.add_to_class(f"{name}_to", upper)
        cls.add_to_class(f"{name}_qualifier", qualifier)


def quantity_checks(*names):
    """The constraints of quantities: not negative, a range goes up."""
    checks = []
    for name in names:
        goes_up = Q(**{f"{name}__isnull": False, f"{name}_to__gt": F(name)})
        checks += [
            models.CheckConstraint(
                name=f"%(app_label)s_%(class)s_{name}_not_negative",
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
                violation_error_message=_("A count or an amount cannot be negative."),
            ),
            models.CheckConstraint(
                name=f"%(app_label)s_%(class)s_{name}_range_goes_up",
                condition=Q(**{f"{name}_to__isnull": True}) | goes_up,
                violation_error_message=_("The upper end of the range must be more than its lower end."),
            ),
        ]
    return checks

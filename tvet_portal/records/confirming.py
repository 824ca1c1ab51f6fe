"""The page behind the link that a party is sent: the exact text, and an answer to it."""

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from tvet_portal.records import confirmations
from tvet_portal.records.models import Confirmation
from tvet_portal.records.models.records import Status
from tvet_portal.records.page import RecordPage
from tvet_portal.records.page.changes import Changes
from tvet_portal.records.page.stored import approved_content
from tvet_portal.records.views import gone
from tvet_portal.records.workflow import NotAllowed


class AnswerForm(forms.Form):
    """What a party says, and who says it."""

    answer = forms.ChoiceField(
        label=_("Is this text right?"),
        choices=Confirmation.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    remark = forms.CharField(
        label=_("What is wrong, or what you want to add"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input", "aria-describedby": "remark-hint"}),
    )
    answered_by = forms.CharField(
        label=_("Your name and office"),
        max_length=250,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name", "aria-describedby": "who-hint"}),
        error_messages={"required": _("Say who answers.")},
    )
    sha256 = forms.CharField()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == Confirmation.Answer.OBJECTED and not cleaned.get("remark"):
            self.add_error("remark", _("Say what is wrong."))
        return cleaned


# Nobody can be led to answer by another site: its address is known only to who was sent it. So it needs no cookie.
@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ConfirmationView(View):
    """What the party reads, and answers once; later the page says what it answered."""

    http_method_names = ["get", "head", "post"]
    page_class = RecordPage

    def dispatch(self, request, *args, token, **kwargs):
        self.asked = confirmations.find(token)
        if self.asked is None:
            raise Http404
        record = self.asked.record
        if record.status != Status.PUBLISHED:
            return gone(request, record)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.page(request, AnswerForm(label_suffix=""))

    def post(self, request):
        form = AnswerForm(request.POST, label_suffix="")
        if form.is_valid():
            said = form.cleaned_data
            try:
                confirmations.answer(self.asked, said.pop("answer"), **said)
            except NotAllowed as refused:
                form.add_error(None, refused.reasons)
            else:
                return HttpResponseRedirect(request.path)
        return self.page(request, form)

    def page(self, request, form):
        """The text as it is, or as it was when it was answered, with its hash."""
        asked, record = self.asked, self.asked.record
        version = asked.version or confirmations.newest(record)
        is_closed = not (asked.answer or confirmations.is_open(asked))
        context = {
            "asked": asked,
            "record": record,
            "version": version,
            "is_closed": is_closed,
            "is_expired": is_closed and not asked.taken_back_at,
            "form": form,
            "until": timezone.localdate(asked.expires_at),
        }
        if not is_closed:
            context |= self.text(version)
        status = 410 if is_closed else 422 if form.errors else 200
        response = render(request, "records/confirmation.html", context, status=status)
        response["X-Robots-Tag"] = "noindex"
        return response

    def text(self, version):
        """Every statement of a version in words; nothing of one that was withheld since."""
        if version.withheld_at:
            return {}
        page = self.page_class(self.asked.record, approved_content(version), version=version)
        row = next((row for row in confirmations.parties(page.content) if row["key"] == self.asked.party), None)
        lines = Changes(page.model, page.names).lines({}, page.content)
        return {
            "page": page,
            "party": row and page.points.actor(row)["name"],
            "statements": [{"label": line["where"], "value": line["after"]} for line in lines],
        }

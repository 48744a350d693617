"""The person writes to somebody outside; they alone open it."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openward_web.accounts.access import actor_at, reach_of
from openward_web.people.models import Person
from openward_web.people.own import own_person_or_404
from openward_web.people.plan_views import zone_of
from openward_web.recording.sent import Sent, sent_by
from openward_web.sealed import actions, selectors
from openward_web.sealed.envelope import NoKey, new_key, unseal
from openward_web.sealed.forms import KeyForm, MessageForm, OpenForm
from openward_web.sealed.models import SealedMessage


def mine(request: HttpRequest) -> HttpResponse:
    """What I sent, and a new message."""
    person = Person.objects.select_related("identity__facility").get(pk=own_person_or_404(request))
    boxes = selectors.open_to(person.pk, datetime.now(UTC))
    form = MessageForm(request.POST or None, open_to=boxes)
    if request.method == "POST" and form.is_valid():
        box = next(one.box for one in boxes if str(one.box.pk) == form.cleaned_data["to"])
        said = sent_by(request, actor_at(request, zone_of(person)))
        actions.send_sealed(
            **said.words, person_id=person.pk, mailbox=box, words=form.cleaned_data["words"]
        )
        return redirect("sealed:mine")
    shown = {"form": form, "boxes": boxes, "zone": zone_of(person),
             "sent": selectors.sent_by(person.pk)}  # fmt: skip
    return render(request, "sealed/mine.jinja", shown, status=422 if form.errors else 200)


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What people sent to whoever is signed in."""
    return _inbox_page(request)


@require_POST
def set_key(request: HttpRequest) -> HttpResponse:
    """They can be written to."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _inbox_page(request, form=form, status=422)
    actions.set_mailbox(**_sent(request).words, **form.cleaned_data)
    return redirect("sealed:inbox")


@require_POST
def make_key(request: HttpRequest) -> HttpResponse:
    """A new key, on this answer alone; nobody keeps it but whoever reads it."""
    secret, public = new_key()
    box = selectors.mailbox_of(reach_of(request).account_id)
    name = box.name if box else request.user.display_name  # type: ignore[union-attr]
    form = KeyForm(initial={"name": name, "public_key": public})
    return _inbox_page(request, form=form, secret=secret)


@require_POST
def file(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The envelope, to be opened with a program that knows age."""
    found = _opened(request, message_id)
    answer = HttpResponse(found.sealed, content_type="application/age")
    answer["Content-Disposition"] = 'attachment; filename="message.age"'
    return answer


@require_POST
def open_here(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The words, on this answer alone."""
    found = selectors.message_or_404(reach_of(request).account_id, message_id)
    try:
        words = unseal(found.sealed, request.POST.get("secret_key", ""))
    except NoKey:
        return _inbox_page(request, wrong=found.pk, status=422)
    shown = {"message": _opened(request, message_id), "words": words}
    return render(request, "sealed/message.jinja", shown)


def _opened(request: HttpRequest, message_id: UUID) -> SealedMessage:
    found = selectors.message_or_404(reach_of(request).account_id, message_id)
    actions.open_sealed(**_sent(request).words, message=found)
    return found


def _inbox_page(
    request: HttpRequest, form: KeyForm | None = None, *, secret: str = "",
    wrong: UUID | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    account = reach_of(request).account_id
    box = selectors.mailbox_of(account)
    shown = {
        "box": box, "messages": selectors.inbox(account), "secret": secret, "wrong": wrong,
        "form": form or KeyForm(initial={"name": box.name} if box else {}), "open_form": OpenForm(),
    }  # fmt: skip
    return render(request, "sealed/inbox.jinja", shown, status=status)


def _sent(request: HttpRequest) -> Sent:
    return sent_by(request, actor_at(request, "UTC"))

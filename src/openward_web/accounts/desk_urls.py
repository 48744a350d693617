"""Addresses of the shared tablet, of accounts, and of broken glass."""

from django.urls import path

from openward_web.accounts import desk, enrolling, glass, views
from openward_web.accounts.access import needs, public, signed_in
from openward_web.accounts.rules import Capability

app_name = "accounts"
_manage = needs(Capability.MANAGE_ACCOUNTS)
_enrol = needs(Capability.ENROL_DEVICE)
_lead = needs(Capability.MANAGE_WARD)

urlpatterns = [
    path("tablet/", public(views.tablet), name="tablet"),
    path("pin/", public(views.pin), name="pin"),
    path("own-number/", public(views.own_number), name="own_number"),
    path("lock/", public(views.lock), name="lock"),
    path("my-pin/", signed_in(views.my_pin), name="my_pin"),
    path("api-tokens/", signed_in(views.api_tokens), name="api_tokens"),
    path("api-tokens/<uuid:token_id>/revoke/", signed_in(views.revoke_api_token),
         name="revoke_api_token"),
    path("", _manage(desk.accounts), name="list"),
    path("<uuid:account_id>/", _manage(desk.account), name="account"),
    path("<uuid:account_id>/roles/<uuid:grant_id>/withdraw/", _manage(desk.withdraw),
         name="withdraw"),
    path("<uuid:account_id>/password/", _manage(desk.new_password), name="new_password"),
    path("<uuid:account_id>/open-or-close/", _manage(desk.open_or_close), name="open_or_close"),
    path("colleagues/", _lead(desk.colleagues), name="colleagues"),
    path("tablets/", _enrol(enrolling.devices), name="devices"),
    path("tablets/<uuid:device_id>/revoke/", _enrol(enrolling.revoke), name="revoke"),
    path("break-glass/", needs(Capability.BREAK_GLASS)(glass.find_glass), name="find_glass"),
    path("glass/", _lead(glass.glass), name="glass"),
    path("glass/<uuid:glass_id>/seen/", _lead(glass.glass_seen), name="glass_seen"),
]  # fmt: skip

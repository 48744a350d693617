"""Addresses below /accounts/: signing in and second factors."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.urls import path
from django.views.decorators.http import require_POST

from openward_web.accounts.access import public, signed_in

#: The picture for the app on the telephone comes inside the page; it is a secret.
_with_a_picture = csp_update({"img-src": [SELF, "data:"]})

#: allauth looks these up by name, so that they stand in no namespace.
urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("closed/", public(account.signup), name="account_signup"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("factors/", signed_in(mfa.index), name="mfa_index"),
    path("factors/sign-in/", public(mfa.authenticate), name="mfa_authenticate"),
    path("factors/again/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("factors/app/on/", signed_in(_with_a_picture(totp.activate_totp)),
         name="mfa_activate_totp"),
    path("factors/app/off/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("factors/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("factors/codes/new/", signed_in(codes.generate_recovery_codes),
         name="mfa_generate_recovery_codes"),
    path("factors/codes/file/", signed_in(codes.download_recovery_codes),
         name="mfa_download_recovery_codes"),
    path("passkeys/", signed_in(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/sign-in/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("passkeys/again/", signed_in(webauthn.reauthenticate_webauthn),
         name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/remove/", signed_in(webauthn.remove_webauthn),
         name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/name/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]  # fmt: skip

if settings.OIDC:
    from allauth.socialaccount.providers.openid_connect import views as oidc

    _OIDC = "oidc/<slug:provider_id>/login"
    urlpatterns += [
        path(f"{_OIDC}/", public(require_POST(oidc.login)), name="openid_connect_login"),
        path(f"{_OIDC}/callback/", public(oidc.callback), name="openid_connect_callback"),
    ]

"""Addresses of sign-in, below /admin/account/. Those of sign-up and of reset by mail are left out."""

from allauth.account import views as of_accounts
from django.urls import include, path
from django.views.generic import RedirectView

from tvet_portal.accounts import views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path("inactive/", of_accounts.account_inactive, name="account_inactive"),
    path("reauthenticate/", of_accounts.reauthenticate, name="account_reauthenticate"),
    path("password/change/", of_accounts.password_change, name="account_change_password"),
    path("password/set/", of_accounts.password_set, name="account_set_password"),
    path("sessions/", views.Sessions.as_view(), name="usersessions_list"),
    path("2fa/authenticate/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("2fa/webauthn/login/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("2fa/", include("allauth.mfa.urls")),
    path("", RedirectView.as_view(pattern_name="mfa_index")),
    path("<path:rest>", views.nothing_here),
]

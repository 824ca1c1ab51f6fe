"""Accounts and the audit in the admin. What django-allauth registers is left out: it shows secrets."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin

from tvet_portal.accounts.admin import lines, people

__all__ = ["lines", "people"]

for model in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)

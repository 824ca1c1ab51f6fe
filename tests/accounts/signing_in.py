"""What somebody who signs in has: a password, a phone that shows codes."""

import base64
import hashlib
import hmac
import time

from django.core.cache import cache

from tests.factories.records import staff

PASSWORD = "seven slow ferries"


def sign_in(client, name="writer", password=PASSWORD, **more):
    return client.post("/admin/account/login/", {"login": name, "password": password, **more})


def code_of(key, steps=0):
    """The six digits that an app shows for a key (RFC 6238), now or some half minutes from now."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(key), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def with_phone(client, name="writer"):
    """A member of the staff who has set up an app, as the pages do it; the key that is in the phone."""
    staff(name)
    sign_in(client, name)
    page = client.get("/admin/account/2fa/totp/activate/")
    key = page.context["form"].secret
    client.post("/admin/account/2fa/totp/activate/", {"code": code_of(key)})
    client.post("/admin/account/logout/")
    cache.clear()  # the code of this half minute may be used again
    return key

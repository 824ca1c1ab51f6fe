"""The portal's settings for tests: a folder of its own for every process, N+1 queries refused, nothing slow."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = False  # whatever the environment says: to compile all tests again doubled the start of a run
os.environ["LOCAL"] = "1"
os.environ["STATE_DIR"] = tempfile.mkdtemp(prefix="tvet-portal-tests-")
atexit.register(shutil.rmtree, os.environ["STATE_DIR"], ignore_errors=True)

from tvet_portal.settings import *

# Every request of a test is watched: the third row that asks the same question again raises an error.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_NPLUSONE_THRESHOLD = 3

# A file, not memory: two connections then wait for one another, as in production.
DATABASES["default"]["TEST"] = {}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = Path(STATE_DIR) / "test.sqlite3"

STATIC_ROOT.mkdir()
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHED_PAGES = 0  # a test says so if it is about them
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

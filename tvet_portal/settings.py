"""One settings file, read from the environment; every variable has its line in docs/operations.md.

LOCAL=1 (which `make run` and the tests set) is the only way to start without a secret key.
"""

import re
from datetime import date
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(env("STATE_DIR", default=str(BASE_DIR / ".state")))

LOCAL = env.bool("LOCAL", default=False)
DEBUG = env.bool("DEBUG", default=False)


def required(name, hint, *, local):
    """The value of an environment variable that only local use may leave out."""
    value = env(name, default=local if LOCAL else "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {hint} Or LOCAL=1, to try it here.")
    return value


def checked_contact(text, *, name="CONTACT"):
    """Where people write to: nothing, an e-mail address, or the address of a form."""
    if not re.fullmatch(r"|[^@\s]+@[^@\s]+|https://\S+", text):
        raise ImproperlyConfigured(f"{name} is an e-mail address, or the https:// address of a page with a form.")
    return text


def checked_day(text):
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ImproperlyConfigured(f"“{text}” is no day such as 2027-12-31.") from None


SECRET_KEY = required("SECRET_KEY", "50 random characters, kept secret.", local="local-use-only-" + "k7r2" * 12)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = required(
    "ALLOWED_HOSTS",
    "the host names the portal answers to, separated by commas.",
    local="localhost,127.0.0.1,[::1],testserver",
).split(",")
PORTAL_NAME = "Regional TVET Cooperation Portal"  # a name, so not translated; static/img/share.png shows it, too
SITE_URL = required("SITE_URL", "the public address, such as https://portal.example.org", local="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [] if LOCAL else [SITE_URL]
# How many proxies stand before the portal: what they say of a request is believed, what anybody else says is not.
PROXIES = env.int("PROXIES", default=0 if LOCAL else 1)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "tvet_portal.audit",
    "tvet_portal.directory",
    "tvet_portal.accounts",
    "tvet_portal.records",
    "tvet_portal.search",
    "tvet_portal.opendata",
    "tvet_portal.reading",
    "tvet_portal.tables",
    "agreements",
    "events",
    "qualifications",
    "tvet_portal.home",
]

MIDDLEWARE = [
    "tvet_portal.audit.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "tvet_portal.headers.PermissionsPolicyMiddleware",
    "tvet_portal.headers.ContentLanguageMiddleware",
    "tvet_portal.tongues.TonguesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tvet_portal.accounts.sessions.SessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tvet_portal.outage.DatabaseOutageMiddleware",
]

ROOT_URLCONF = "tvet_portal.urls"
WSGI_APPLICATION = "tvet_portal.wsgi.application"
FORM_RENDERER = "tvet_portal.drawn_widgets.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite needs no server: it is the default. On it, IMMEDIATE, WAL and a long timeout keep concurrent editors
# from "database is locked".
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{STATE_DIR / 'portal.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["ENGINE"] = "tvet_portal.values.sqlite3"
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database["CONN_MAX_AGE"] = 60
    _database["OPTIONS"] = {
        "connect_timeout": 5,
        # Compiling a statement (jit) takes 0.2 s, more than any statement of a page: PostgreSQL expects far more rows.
        "options": f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', default=15_000)} -c jit=off",
    }
# Pages are kept by each process for itself: no server to install, and nothing to clear after an update. Attempts to
# sign in are counted by all processes of all nodes together: in the database.
CACHED_PAGES = env.int("CACHED_PAGES", default=300)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond it a third is dropped: nobody shall push out what counts him
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": CACHED_PAGES},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
# All words go through gettext, and there is no translation yet: to look each of them up in Django's own catalogues of
# English took a tenth of the time of a page. The first translation sets it to True.
USE_I18N = False
FORMAT_MODULE_PATH = "tvet_portal.formats"  # how dates and times are written
TIME_ZONE = env("TIME_ZONE", default="Asia/Bangkok")
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tvet_portal.styles.StyleFinder",
]
MEDIA_ROOT = STATE_DIR / "uploads"  # private: files leave only through the gate
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"allow_overwrite": True},  # names are hashes: two who store the same file write the same bytes
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SEARCH_INDEX_DIR = STATE_DIR / "search"
DATASET_DIR = BASE_DIR / "tvet_portal" / "dataset"
FONTS_DIR = BASE_DIR / "tvet_portal" / "fonts"

# Who runs the portal, how to reach them, and their licence. What is not set is said to be missing, never invented.
OPERATOR = env("OPERATOR", default="")
CONTACT = checked_contact(env("CONTACT", default=""))
DATA_LICENCE = env("DATA_LICENCE", default="")

# Whom to tell of a weakness of the portal, and until which day that holds (RFC 9116).
SECURITY_CONTACT = checked_contact(env("SECURITY_CONTACT", default=""), name="SECURITY_CONTACT")
SECURITY_EXPIRES = checked_day(env("SECURITY_EXPIRES", default=""))
if SECURITY_CONTACT and not SECURITY_EXPIRES:
    raise ImproperlyConfigured("Set SECURITY_EXPIRES too: the day until which SECURITY_CONTACT holds.")

# Who writes a change and who makes it public are two people. Somebody who tries the portal alone has one account.
TWO_PERSON_RULE = env.bool("TWO_PERSON_RULE", default=not LOCAL)

# A strict content policy: nothing inline, nothing from elsewhere, on every page, the admin included.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if not LOCAL:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]  # load balancers ask within the house
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Sign-in: staff only, with a second factor unless this says otherwise. A session ends twelve hours after it began, and
# with the browser.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not LOCAL)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "tvet_portal.accounts.sending_again.too_old"
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "admin:index", "account_login"
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ACCOUNT_ADAPTER = "tvet_portal.accounts.adapters.AccountAdapter"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "tvet_portal.accounts.forms.SignIn",
    "reauthenticate": "tvet_portal.accounts.forms.Confirm",
    "change_password": "tvet_portal.accounts.forms.ChangePassword",
    "set_password": "tvet_portal.accounts.forms.SetPassword",
}
MFA_ADAPTER = "tvet_portal.accounts.adapters.SecondFactorAdapter"
MFA_RATE_LIMITS = {"webauthn_login": "20/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = PORTAL_NAME
MFA_TOTP_TOLERANCE = 1  # clocks of phones go half a minute wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_FORMS = {
    "authenticate": "tvet_portal.accounts.forms.SecondFactor",
    "reauthenticate": "tvet_portal.accounts.forms.ConfirmSecondFactor",
    "activate_totp": "tvet_portal.accounts.forms.ActivateCodes",
    "deactivate_totp": "tvet_portal.accounts.forms.DeactivateCodes",
    "add_webauthn": "tvet_portal.accounts.forms.AddPasskey",
    "edit_webauthn": "tvet_portal.accounts.forms.RenamePasskey",
    "generate_recovery_codes": "tvet_portal.accounts.forms.RenewRecoveryCodes",
}
# Tables of staff: the largest file, what a workbook may unpack to, the most rows, new rows, and public ones.
TABLE_BYTES = env.int("TABLE_BYTES", default=5 * 2**20)
TABLE_BYTES_UNPACKED = env.int("TABLE_BYTES_UNPACKED", default=50 * 2**20)
TABLE_ROWS = env.int("TABLE_ROWS", default=5_000)
TABLE_ROWS_NEW = env.int("TABLE_ROWS_NEW", default=1_000)
TABLE_ROWS_PUBLIC = env.int("TABLE_ROWS_PUBLIC", default=300)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a record with many provisions is a long form

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "tvet_portal.audit.requests.RequestIdFilter"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["request"]}},
    "loggers": {
        # it warns of every HEAD request that Django answers with a body it then drops
        "gunicorn.http.wsgi": {"level": "ERROR"},
        # on one's own machine nobody collects lines: the table of the audit has them
        "tvet_portal.audit": {"level": "WARNING" if LOCAL else "INFO"},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}

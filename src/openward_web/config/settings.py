"""Settings of the web application. Few, and each with a default that is safe.

Environment: OPENWARD_DATA (where the database, uploads and the secret key lie), OPENWARD_HOSTS
(names the server answers to, separated by commas), OPENWARD_HTTPS=1 (behind TLS: secure cookies),
OPENWARD_DEBUG=1 (for developers only). OPENWARD_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET: the
identity provider of the service, if people sign in through it.
"""

import contextlib
import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from openward.content import content_folder
from openward_web.config import oidc
from openward_web.config.databases import database


def _data_folder() -> Path:
    """As named; else `var/` of the checkout, or the user's data folder when installed."""
    checkout = Path(__file__).resolve().parents[3]
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "openward"
    default = checkout / "var" if (checkout / "pyproject.toml").exists() else home
    folder = Path(os.environ.get("OPENWARD_DATA") or default)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _made_once(path: Path, made: str) -> str:
    """Made at the first run, readable by this user alone, never in git."""
    if not path.exists():
        # Written whole under another name and then linked: a second process that starts at the
        # same time reads either nothing or the whole key.
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(made)
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii")


DATA_FOLDER = _data_folder()
#: `openward demo` shows its accounts on the sign-in page; never set it for a real service.
DEMONSTRATION = os.environ.get("OPENWARD_DEMONSTRATION") == "1"
DEBUG = os.environ.get("OPENWARD_DEBUG") == "1"
SECRET_KEY = _made_once(DATA_FOLDER / "secret_key", secrets.token_urlsafe(50))
#: Wraps the keys of persons. Without it nothing in the ledger can be read: keep a copy elsewhere.
MASTER_KEY_PATH = DATA_FOLDER / "master_key"
_made_once(MASTER_KEY_PATH, secrets.token_hex(32))
ALLOWED_HOSTS = os.environ.get("OPENWARD_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "openward_web.ledger",
    "openward_web.accounts",
    "openward_web.wards",
    "openward_web.people",
    "openward_web.recording",
    "openward_web.learning",
    "openward_web.sealed",
    "openward_web.experience",
    "openward_web.assessments",
    "openward_web.change",
    "openward_web.design",
    "openward_web.figures",
    "openward_web.releases",
    "openward_web.law",
    "openward_web.country",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openward_web.accounts.tablets.TabletMiddleware",
    "openward_web.accounts.access.AccessMiddleware",
    "openward_web.config.errors.BadInputMiddleware",
]
ROOT_URLCONF = "openward_web.config.urls"
WSGI_APPLICATION = "openward_web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "openward_web.design.templates.environment",
            "context_processors": ["openward_web.design.templates.who_is_here"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA_FOLDER)}

# Uploaded tables: for one session, for one hour, then gone; shared by the worker processes.
CACHES = {
    # Shared by the worker processes: wrong passwords are counted in it.
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_FOLDER / "cache",
    },
    "uploads": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_FOLDER / "uploads",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True

HTTPS = os.environ.get("OPENWARD_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
]
LOGIN_URL = "account_login"
# allauth: accounts are made by an administrator, by name; no mail is sent, nobody signs up.
ACCOUNT_ADAPTER = "openward_web.accounts.adapter.ClosedAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "openward_web.accounts.selectors.display_name"
MFA_ADAPTER = "openward_web.accounts.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
LOGIN_REDIRECT_URL = "/"
# Behind TLS there is one proxy, which says who asks: wrong passwords of one do not slow down all.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
OIDC = oidc.provider(os.environ)
if OIDC:
    INSTALLED_APPS += oidc.APPS
    SOCIALACCOUNT_PROVIDERS = OIDC
    SOCIALACCOUNT_ADAPTER = "openward_web.accounts.oidc.ByUsername"
    # The button on our page leads to the provider.
    issuer = oidc.origin(os.environ["OPENWARD_OIDC_ISSUER"])
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(issuer)
CSRF_FAILURE_VIEW = "openward_web.config.errors.csrf_failure"

#: A rate table of 10,000 series over ten years is about 100 MB; a page is for smaller ones.
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
UPLOAD_MAX_ROWS = 100_000
# What is larger with its form around it is thrown away as it comes in; nothing touches the disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES + 64 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [content_folder() / "words" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Paths only: a query may hold what somebody typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Scanners ask for other hosts all day; the answer is 400 and no traceback.
    "loggers": {
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # It names each letter that no font has, and those are somebody's words.
        "weasyprint": {"level": "ERROR"},
    },
}

"""The Jinja2 environment of all pages: escaping on, words translated."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader


def environment(**options: Any) -> Environment:
    """Our templates first, then the components of nhsuk-frontend.

    ChainableUndefined is what those components need: they ask for parameters that may be missing.
    """
    own = options.pop("loader")
    made = Environment(  # noqa: S701 - Django passes autoescape=True
        **{**options, "undefined": ChainableUndefined},
        loader=ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")]),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        static=static, url=reverse, languages=settings.LANGUAGES,
        language=translation.get_language, text_direction=_text_direction,
    )  # fmt: skip
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    return made


def _text_direction() -> str:
    return "rtl" if translation.get_language_bidi() else "ltr"

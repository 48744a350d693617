"""Addresses of changes."""

from django.urls import path

from openward_web.accounts.access import needs, signed_in
from openward_web.accounts.rules import Capability
from openward_web.change import effect_views, noting, staff_views, views

app_name = "change"
_learn = needs(Capability.LEARN)
_figures = needs(Capability.SEE_WARD_FIGURES)
_manage = needs(Capability.MANAGE_WARD)
_W = "changes/ward/<uuid:ward_id>"
_C = "changes/<uuid:change_id>"

urlpatterns = [
    path("changes/", signed_in(views.catalogue), name="catalogue"),
    path(f"{_W}/", _learn(views.of_ward), name="of_ward"),
    path(f"{_W}/start/", _learn(views.start), name="start"),
    path(f"{_W}/tally/", _learn(views.tally), name="tally"),
    path(f"{_W}/around/", _manage(staff_views.around), name="around"),
    *(
        path(f"{_W}/around/{what}/", _manage(staff_views.keep), {"what": what}, name=f"keep_{what}")
        for what in staff_views.WHAT
    ),
    path(f"{_C}/", _learn(views.change), name="change"),
    path(f"{_C}/card.json", _learn(views.card), name="card"),
    path(f"{_C}/effect/", _figures(effect_views.effect), name="effect"),
    path(f"{_C}/effect.pdf", _figures(effect_views.effect_pdf), name="effect_pdf"),
    path(f"{_C}/effect.svg", _figures(effect_views.effect_svg), name="effect_svg"),
    path(f"{_C}/effect.csv", _figures(effect_views.effect_csv), name="effect_csv"),
    path(f"{_C}/effect/rates.csv", _figures(effect_views.effect_data), name="effect_data"),
    path(f"{_C}/before/", _figures(effect_views.before), name="before"),
    path(f"{_C}/before/rates.csv", _figures(effect_views.before_data), name="before_data"),
    path(f"{_C}/share/", needs(Capability.ANSWER_REQUESTS)(views.share), name="share"),
    *(
        path(f"{_C}/{what}/", _learn(noting.note), {"what": what}, name=f"note_{what}")
        for what in noting.WHAT
    ),
    path("changes/trials/<uuid:cycle_id>/finish/", _learn(noting.finish), name="finish"),
]

"""Addresses of boards and census."""

from django.urls import path

from openward_web.accounts.access import needs, public
from openward_web.accounts.rules import Capability
from openward_web.wards import census, keeping, lists, places, sheets, views

app_name = "wards"
_see = needs(Capability.SEE_BOARD)
_record = needs(Capability.RECORD)
_keep = needs(Capability.KEEP_CENSUS)
_places = needs(Capability.MANAGE_PLACES)
_W = "wards/<uuid:ward_id>"
_S = "stays/<uuid:stay_id>"

urlpatterns = [
    path("", public(views.home), name="board"),
    path(f"{_W}/", _see(views.board), name="board_of"),
    path(f"{_W}/now/", _see(views.board_part), name="board_part"),
    path(f"{_W}/wall/", _see(views.wall), name="wall"),
    path(f"{_W}/hand-over/", _record(views.hand_over), name="hand_over"),
    path(f"{_W}/call/", _record(views.call), name="call"),
    path(f"{_W}/calls/<uuid:call_id>/answer/", needs(Capability.ANSWER_CALLS)(views.answer),
         name="answer"),
    path("places/", _places(places.places), name="places"),
    path("places/facility/", _places(places.add_facility), name="add_facility"),
    path("places/ward/", _places(places.add_ward), name="add_ward"),
    path("calls/", needs(Capability.ANSWER_CALLS)(views.calls), name="calls"),
    path(f"{_W}/census/", _keep(census.census), name="census"),
    path(f"{_W}/admit/", _keep(census.admit), name="admit"),
    path("facilities/<uuid:facility_id>/present-list/", _keep(lists.present_list),
         name="present_list"),
    path(f"{_W}/keep/", needs(Capability.MANAGE_WARD)(keeping.keep), name="keep"),
    *(
        path(f"{_W}/keep/{what}/", needs(Capability.MANAGE_WARD)(keeping.write), {"what": what},
             name=f"keep_{what}")
        for what in keeping.FORMS
    ),
    path(f"{_S}/", _keep(census.stay), name="stay"),
    path(f"{_S}/move/", _keep(census.move), name="move"),
    path(f"{_S}/leave/", _keep(census.leave), name="leave"),
    path(f"{_S}/return/", _keep(census.back), name="return"),
    path(f"{_S}/discharge/", _keep(census.discharge), name="discharge"),
    path(f"{_S}/status/", _keep(census.status), name="status"),
    path(f"{_W}/sheet.pdf", _record(sheets.sheet), name="sheet"),
]  # fmt: skip

"""Roles, and what systems may do, in words."""

from django.utils.translation import gettext_lazy as _

from openward_web.accounts.rules import Capability, Role

ROLES = {
    Role.WARD_STAFF: _("Ward staff"),
    Role.WARD_CHAMPION: _("Ward champion"),
    Role.FACILITY_LEAD: _("Facility lead"),
    Role.MINISTRY: _("Ministry"),
    Role.MONITOR: _("Monitor"),
    Role.USER_ASSOCIATION: _("Association of users"),
    Role.PEER_WORKER: _("Peer worker or advocate"),
    Role.SUPPORTER: _("Supporter of a person"),
    Role.PERSON: _("Person"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.ASSESSOR: _("Assessor"),
}
SYSTEMS_MAY = {
    Capability.SEE_BOARD: _("See the board: how many are here, what goes on; no names"),
    Capability.RECORD: _("Record what happens"),
    Capability.SEE_RECORD: _("Read what was recorded; each person sees that it was read"),
    Capability.KEEP_CENSUS: _("Keep the census: names and numbers of people"),
}

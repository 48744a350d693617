"""Roles in words."""

from django.utils.translation import gettext_lazy as _

from openward_web.accounts.rules import Role

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
}

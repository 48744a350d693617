"""England's restraints by how many minutes they lasted: published bands, with holes, and mended."""

from __future__ import annotations

from openward.indicators.referee.clock import Period
from openward.indicators.referee.counts import length_not_known
from openward.indicators.referee.england import counted
from openward.indicators.referee.parts import Count, Part, Rule, one
from openward.indicators.referee.register import Register

LASTING = ("manual_restraint", "mechanical_restraint")
KINDS = (*LASTING, "chemical_restraint")
MINUTE = 60


def published_band(seconds: int) -> str:
    """The band as the code has it: BETWEEN whole minutes."""
    for first, last in ((0, 10), (11, 30), (31, 60)):
        if first * MINUTE <= seconds <= last * MINUTE:
            return f"{first}-{last}"
    return "60" if seconds > 60 * MINUTE else "none"


def mended_band(seconds: int) -> str:
    """The band without holes: half-open."""
    for first, last in ((0, 10), (10, 30), (30, 60)):
        if first * MINUTE <= seconds < last * MINUTE:
            return f"{first}-{last}"
    return "60"


def published(name: str) -> Count:
    """Counted interventions of a band; without an end they last to the end of the period."""

    def count(register: Register, period: Period) -> list[Part]:
        found = []
        for m in counted(register, period):
            end = register.bounds(period, m.ward).end if m.ended is None else m.ended
            if m.kind in KINDS and published_band(end - m.start) == name:
                found.append(one(m, m.id))
        return found

    return count


def mended(name: str) -> Count:
    """Restraints of known length that begin in the period, of a band."""

    def count(register: Register, period: Period) -> list[Part]:
        return [
            one(m, m.id) for m in register.measures
            if m.kind in LASTING and m.until is not None and mended_band(m.until - m.start) == name
            and register.bounds(period, m.ward).holds(m.start)
        ]  # fmt: skip

    return count


RULES = {
    f"gb-mhs-77-minutes-{name}": Rule(KINDS, "count", published(name))
    for name in ("0-10", "11-30", "31-60", "60", "none")
} | {
    f"gb-mhs-77-minutes-{name}-mended": Rule(
        LASTING, "count", mended(name), not_known=length_not_known(LASTING)
    )
    for name in ("0-10", "10-30", "30-60", "60")
}

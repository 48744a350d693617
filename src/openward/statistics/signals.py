"""Which rule names which point: rule sets, applied to a chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from openward.statistics import rules_anhoej, rules_mdc
from openward.statistics.chart_result import ControlChart, Flags
from openward.statistics.position import Position, position_of
from openward.statistics.rules_shewhart import NELSON, WESTERN_ELECTRIC, beyond

RULES_OF_SET: dict[str, tuple[str, ...]] = {
    "shewhart": ("beyond_limits",),
    "anhoej": ("anhoej_run", "anhoej_crossings"),
    "mdc_2019": ("mdc_astronomical", "mdc_shift", "mdc_trend", "mdc_two_of_three"),
    "mdc_2023": ("mdc_astronomical", "mdc_shift", "mdc_trend", "mdc_two_of_three"),
    "nelson": tuple(NELSON),
    "western_electric": tuple(WESTERN_ELECTRIC),
}
DEFAULT_SETS = ("shewhart", "anhoej")

PATTERN_RULES = {"mdc_shift", "mdc_trend", "nelson_2", "nelson_3", "nelson_4", "western_electric_4"}
ZONE_RULES = {
    "mdc_two_of_three",
    *("nelson_5", "nelson_6", "nelson_7", "nelson_8"),
    *("western_electric_2", "western_electric_3"),
}
ANHOEJ_RULES = {"anhoej_run", "anhoej_crossings"}
# Neighbouring moving ranges share a point, so their runs mean nothing. A run chart has no
# limits. Runs of a fixed length are not improbable when most months hold no event (u_exact).
NOT_FOR_KIND = {
    "run": ZONE_RULES,
    "mr": PATTERN_RULES | ZONE_RULES | ANHOEJ_RULES,
    "u_exact": PATTERN_RULES | ZONE_RULES,
}
# Rules that are the same under another name are computed once.
BEYOND = ("beyond_limits", "mdc_astronomical", "nelson_1", "western_electric_1")
SAME_RULE = {
    **dict.fromkeys(BEYOND, "beyond"),
    **dict.fromkeys(("nelson_5", "western_electric_2"), "two_of_three"),
    **dict.fromkeys(("nelson_6", "western_electric_3"), "four_of_five"),
}


@dataclass(frozen=True, eq=False)
class Signals:
    """Flags of rule × series × time, in the order of ``names``."""

    names: tuple[str, ...]
    flags: Flags

    def of(self, name: str) -> Flags:
        """Flags of one rule, series × time."""
        result: Flags = self.flags[self.names.index(name)]
        return result

    def any(self) -> Flags:
        """Points named by at least one rule, series × time."""
        result: Flags = np.asarray(self.flags.any(axis=0))
        return result

    def codes(self) -> tuple[npt.NDArray[np.uint32], tuple[str, ...]]:
        """One number per point, and the text of each number: the tidy form for tables.

        ``texts[codes[s, t]]`` names the rules of a point joined by ``;``. Text 0 is empty.
        """
        packed = np.zeros(self.flags.shape[1:], dtype=np.uint32)
        bits = np.empty(packed.shape, dtype=np.uint32)
        for rule, flags in enumerate(self.flags):
            np.multiply(flags, np.uint32(1 << rule), out=bits)
            packed |= bits
        named = np.flatnonzero(packed)
        distinct, place = np.unique(packed.reshape(-1)[named], return_inverse=True)
        codes = np.zeros(packed.size, dtype=np.uint32)
        codes[named] = place + 1
        texts = ("", *(self._text(int(bits)) for bits in distinct))
        return codes.reshape(packed.shape), texts

    def _text(self, packed: int) -> str:
        return ";".join(name for rule, name in enumerate(self.names) if packed >> rule & 1)

    def joined(self) -> npt.NDArray[np.object_]:
        """Names of the rules of each point joined by ``;``, series × time, empty where none."""
        codes, texts = self.codes()
        result: npt.NDArray[np.object_] = np.array(texts, dtype=object)[codes]
        return result


def signals(chart: ControlChart, rule_sets: Sequence[str] = DEFAULT_SETS) -> Signals:
    """Apply the rule sets to every series of the chart, phase by phase.

    Parameters
    ----------
    rule_sets
        Names from ``RULES_OF_SET``. Rules that make no sense for a kind are ignored. When
        ``mdc_2019`` and ``mdc_2023`` are both asked for, two-of-three follows 2023, which holds all
        that 2019 holds.

    Returns
    -------
    Signals; gaps and withheld points carry none. Anhøj's rules speak of a whole phase and name all
    its points (where the longest run lies: ``rules_anhoej.count_runs``).

    Raises
    ------
    ValueError
        Unknown rule set.
    """
    unknown = [name for name in rule_sets if name not in RULES_OF_SET]
    if unknown:
        raise ValueError(f"rules: {unknown[0]!r} is not one of {', '.join(RULES_OF_SET)}")
    names = tuple(dict.fromkeys(rule for name in rule_sets for rule in RULES_OF_SET[name]))
    flags = np.zeros((len(names), *chart.value.shape), dtype=np.bool_)
    at = position_of(chart)
    computed = _rules(chart, at, 2019 if "mdc_2023" not in rule_sets else 2023)
    done: dict[object, int] = {}
    for row, name in enumerate(names):
        meaning = SAME_RULE.get(name, name)
        if meaning in done:
            flags[row] = flags[done[meaning]]
        else:
            flags[row] = computed[name]()
            done[meaning] = row
    _leave_out(chart, names, flags)
    return Signals(names, flags)


def _rules(chart: ControlChart, at: Position, mdc: int) -> dict[str, Callable[[], Flags]]:
    phase = chart.phase
    shewhart = {"beyond_limits": beyond, **NELSON, **WESTERN_ELECTRIC}
    found: dict[str, Callable[[], Flags]] = {
        name: partial(rule, at, phase) for name, rule in shewhart.items()
    }
    found["mdc_astronomical"] = lambda: rules_mdc.astronomical(at)
    found["mdc_shift"] = lambda: rules_mdc.shift(at, phase)
    found["mdc_trend"] = lambda: rules_mdc.trend(at, phase)
    found["mdc_two_of_three"] = lambda: rules_mdc.two_of_three(at, phase, mdc)
    runs: list[rules_anhoej.Runs] = []

    def counted() -> rules_anhoej.Runs:
        if not runs:
            runs.append(rules_anhoej.count_runs(chart, at))
        return runs[0]

    found["anhoej_run"] = lambda: rules_anhoej.run_too_long(counted())
    found["anhoej_crossings"] = lambda: rules_anhoej.crossings_too_few(counted())
    return found


def _leave_out(chart: ControlChart, names: tuple[str, ...], flags: Flags) -> None:
    """Wipe out what a gap, a withheld point or the kind of chart does not allow."""
    silent = ~np.isfinite(chart.value) | chart.withheld
    kinds = np.array(chart.kinds)
    barred = {kind: np.flatnonzero(kinds == kind) for kind in set(chart.kinds) & set(NOT_FOR_KIND)}
    whole = np.logical_not(silent, out=silent)
    for row, name in enumerate(names):
        flags[row] &= whole
        for kind, series in barred.items():
            if name in NOT_FOR_KIND[kind]:
                flags[row, series] = False

"""Do our funnels cry wolf where nothing is special, and where areas differ by themselves?

Run ``python -m bench.calibration.funnel``; it writes ``funnel.csv`` and ``funnel.md`` here.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from openward.statistics.funnel import funnel

HERE = Path(__file__).parent
SEED, UNITS, FUNNELS = 20261123, 60, 400
MEANS = (1, 3, 5, 10, 30, 60, 200)
METHODS = ("none", "predictive", "winsorised", "random_effects")
#: Measured on the same kind of areas with the programs themselves (percent of areas outside).
PEERS = """\
Peers, measured with the programs themselves: FunnelPlotR 0.6.0 leaves 80 % of areas in which
nothing is special outside its "95 %" limits for rates (RC), controlchartspy 0.1.3 4.9 %. Where
areas differ by a standard deviation of 0.3, "95 %" limits adjusted for that leave 13 to 20 %
outside in FunnelPlotR and 15 to 17 % in controlchartspy.
"""


def outside_percent(kind: str, sd: float, mean: float, method: str, seed: int) -> float:
    """Percent of areas outside the 95 % limits; expected events are log-normal around the mean."""
    random = np.random.default_rng(seed)
    shares = []
    for _ in range(FUNNELS if kind == "rate" else FUNNELS // 4):
        expected = mean * np.exp(random.normal(0, 0.5, UNITS))
        own = np.exp(random.normal(0, sd, UNITS) - sd**2 / 2)
        if kind == "rate":
            size, events = expected / 0.004, random.poisson(expected * own)
        else:
            size = np.maximum(np.rint(expected / 0.1), 2)
            events = random.binomial(size.astype(int), np.clip(0.1 * own, 0, 1))
        found = funnel(events, size, kind=kind, overdispersion=method)
        shares.append(np.mean((found.value < found.lower_95) | (found.value > found.upper_95)))
    return round(100 * float(np.mean(shares)), 1)


def rows() -> list[dict[str, object]]:
    """One row per kind, spread and size."""
    return [
        {"kind": kind, "sd_between_areas": sd, "expected_events": mean,
         **{method: outside_percent(kind, sd, mean, method, SEED + mean) for method in METHODS}}
        for kind in ("rate", "proportion") for sd in (0.0, 0.3) for mean in MEANS
    ]  # fmt: skip


def main() -> None:
    """Write the table."""
    found = rows()
    with (HERE / "funnel.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    lines = [" | ".join(str(value) for value in row.values()) for row in found]
    text = (
        "# Funnels: percent of areas outside the 95 % limits\n\n"
        f"Made by `python -m bench.calibration.funnel`, seed {SEED}, {UNITS} areas.\n\n"
        "Targets: where nothing is special never over 5 %, and 3 to 7 % from 30 expected events on "
        "(`none`, `predictive`); where areas differ by 0.3, 4 to 7 % for our default "
        "(`predictive`) from 10 expected events on. `winsorised` and `random_effects` are as the "
        "peers compute them.\n\n"
        f"{PEERS}\n| {' | '.join(found[0])} |\n|{'---|' * len(found[0])}\n"
        + "\n".join(f"| {line} |" for line in lines) + "\n"
    )  # fmt: skip
    (HERE / "funnel.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

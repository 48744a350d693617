"""1,000 random services published under every policy, and attacked: what is found, what is lost."""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.disclosure.attacks import attacked, policy_for

from bench import report

COLUMNS = (
    "policy", "services", "seconds", "figures", "hidden", "small or from few", "to protect those",
    "hiding whole series would hide", "share of the sum hidden", "by whole series",
    "second releases refused", "numbers attacked", "found by the attacker",
)  # fmt: skip


def main(services: int = 1_000) -> None:
    """Every seed once, on one core."""
    totals: dict[str, Counter[str]] = {}
    for seed in range(services):
        totals.setdefault(policy_for(seed).code, Counter()).update(_count(seed))
    whole = sum(totals.values(), Counter[str]())
    rows = [_row(code, counts) for code, counts in [*sorted(totals.items()), ("all", whole)]]
    report.write(
        "disclosure", "Disclosure control against an attacker with a solver", COLUMNS, rows,
        "nothing found, within 20 minutes on one core. Each service is published, published again "
        "with other rows, and again after later writing; the attacker has the numbers before "
        "rounding. Figures and what is hidden are those of the first release; the shares are means "
        "over the services, of the sum of all figures, totals and parts alike. Hiding whole series "
        f"would not be safe. Seeds 0 to {services - 1}; seconds are of one processor, for "
        f"publishing three times and attacking. Command: python -m bench.disclosure {services}",
    )  # fmt: skip
    if whole["found"]:
        raise SystemExit("the attacker found numbers")


def _count(seed: int) -> Counter[str]:
    started = time.process_time()
    found, counted = attacked(seed)
    for attack, row in found:
        print(f"seed {seed}: {attack}, row {row}", file=sys.stderr)
    milliseconds = round(1_000 * (time.process_time() - started))
    return counted + Counter(services=1, found=len(found), milliseconds=milliseconds)


def _row(code: str, counts: Counter[str]) -> tuple[str, ...]:
    second = counts["would give away a hidden number"]
    numbers = (
        counts["services"],
        counts["milliseconds"] // 1_000,
        counts["figures"],
        counts["hidden"],
        counts["hidden"] - second,
        second,
        counts["by_whole_rows"],
    )
    shares = (counts["per_mille_hidden"], counts["per_mille_by_whole_rows"])
    last = (counts["refused"], counts["tried"], counts["found"])
    return (
        code,
        *(f"{number:,}" for number in numbers),
        *(f"{share / counts['services'] / 10:.1f} %" for share in shares),
        *(f"{number:,}" for number in last),
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

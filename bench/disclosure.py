"""1,000 random services published under every policy, and attacked: what is found, what is lost."""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.disclosure.attacks import attacked, policy_for

from bench import report

COLUMNS = (
    "policy", "services", "figures", "hidden", "small or from few", "to protect those",
    "hiding whole series would hide", "second releases refused", "numbers found by the attacker",
)  # fmt: skip


def main(services: int = 1_000) -> None:
    """Every seed once, on two processes."""
    started = time.perf_counter()
    totals: dict[str, Counter[str]] = {}
    with ProcessPoolExecutor(2) as pool:
        for code, counted in pool.map(_count, range(services), chunksize=10):
            totals.setdefault(code, Counter()).update(counted)
    seconds = time.perf_counter() - started
    rows = [_row(code, counts) for code, counts in sorted(totals.items())]
    rows.append(_row("all", sum(totals.values(), Counter())))
    report.write(
        "disclosure", "Disclosure control against an attacker with a solver", COLUMNS, rows,
        "nothing found. Each service is published, published again with other rows, and again "
        "after later writing; the attacker has the numbers before rounding. Figures and what is "
        f"hidden are those of the first release. Seeds 0 to {services - 1}, {seconds:.0f} s on two "
        "processes.",
    )  # fmt: skip
    if any(counts["found"] for counts in totals.values()):
        raise SystemExit("the attacker found numbers")


def _count(seed: int) -> tuple[str, Counter[str]]:
    found, counted = attacked(seed)
    for attack, row in found:
        print(f"seed {seed}: {attack}, row {row}", file=sys.stderr)
    return policy_for(seed).code, counted + Counter(services=1, found=len(found))


def _row(code: str, counts: Counter[str]) -> tuple[str, ...]:
    second = counts["would give away a hidden number"]
    numbers = (counts["services"], counts["figures"], counts["hidden"], counts["hidden"] - second,
               second, counts["by_whole_rows"], counts["refused"], counts["found"])  # fmt: skip
    return code, *(f"{number:,}" for number in numbers)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

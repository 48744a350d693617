"""Strategies for valid rate tables."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
from hypothesis import strategies as st

from openward.rates.schema import AREA_TYPES, NUMERATOR_UNITS, STATUSES, table_from_rows

#: Any letters, signs and inner blanks, but no control characters, no blanks around it, and
#: nothing that a spreadsheet would run: what the schema allows.
texts = (
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda text: text and text[0] not in "=+-@" and text == " ".join(text.split()))
)
numbers = st.floats(0, allow_nan=False, allow_infinity=False)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
strata = st.sampled_from(["", "sex=F", "age=18-64;sex=F", "ethnicity=A, B"])


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    """One valid row of any kind."""
    status = draw(st.sampled_from(STATUSES))
    numerator = draw(numbers) if status == "reported" else None
    denominator = draw(st.none() | numbers.filter(bool))
    start = draw(days)
    return {
        "indicator": draw(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)),
        "area_type": draw(st.sampled_from(AREA_TYPES)),
        "area_id": draw(texts), "area_name": draw(texts), "period_start": start,
        "period_end": start + timedelta(draw(st.integers(1, 400))), "stratum": draw(strata),
        "numerator": numerator, "denominator": denominator,
        "multiplier": draw(numbers.filter(bool)), "status": status, "source": draw(texts),
        "rounded_to": draw(st.none() | numbers), "definition": draw(st.none() | texts),
        "country": draw(st.none() | texts), "region": draw(st.none() | texts),
        "numerator_unit": draw(st.none() | st.sampled_from(NUMERATOR_UNITS)),
    }  # fmt: skip


def _key(row: dict[str, object]) -> tuple[object, ...]:
    names = ("indicator", "area_type", "area_id", "period_start", "period_end", "stratum", "source")
    return tuple(row[name] for name in names)


tables: st.SearchStrategy[pa.Table] = st.lists(
    rows(), min_size=1, max_size=8, unique_by=_key
).map(table_from_rows)  # fmt: skip


@st.composite
def addable_tables(draw: st.DrawFn) -> pa.Table:
    """Facilities in regions of two countries that can be added: hours to the hundredth, days."""
    number = draw(st.integers(1, 25))
    found = []
    for index in range(number):
        status = draw(st.sampled_from(STATUSES))
        country = draw(st.sampled_from(["XX", "YY"]))
        found.append({
            "indicator": draw(st.sampled_from(["xx-a", "xx-b"])), "area_type": "facility",
            "area_id": f"F{index}", "area_name": f"Facility {index}",
            "period_start": date(2022, 1, 1), "period_end": date(2023, 1, 1), "stratum": "",
            "numerator": draw(st.integers(0, 10**7)) / 100 if status == "reported" else None,
            "denominator": float(draw(st.integers(1, 10**6)) * 24), "multiplier": 1000.0,
            "status": status, "source": "test", "rounded_to": None, "definition": "v1",
            "country": country, "region": f"{country}-{draw(st.sampled_from('ABC'))}",
            "numerator_unit": "hours",
        })  # fmt: skip
    return table_from_rows(found)

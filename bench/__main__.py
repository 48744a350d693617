"""Run all measurements and write them to `bench/results`."""

from bench import (
    assessments,
    card,
    charts,
    check_dataset,
    command_line,
    disclosure,
    impact_fits,
    import_cms,
    indicator_speed,
    killed,
    law_check,
    ledger_command,
    ledger_verify,
    pages,
    rate_table,
    record_figures,
    recording,
    register_million,
    simulate,
)

for measured in (
    import_cms, pages, rate_table, charts, command_line, check_dataset, simulate, law_check,
    ledger_verify, ledger_command, disclosure, recording, register_million, card, impact_fits,
    killed, assessments, record_figures, indicator_speed,
):  # fmt: skip
    measured.main()

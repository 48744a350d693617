"""Run all measurements and write them to `bench/results`."""

from bench import charts, check_dataset, command_line, import_cms, pages, rate_table

for measured in (import_cms, pages, rate_table, charts, command_line, check_dataset):
    measured.main()

"""Run all measurements and write them to `bench/results`."""

from bench import charts, command_line, import_cms, pages, rate_table

for measured in (import_cms, pages, rate_table, charts, command_line):
    measured.main()

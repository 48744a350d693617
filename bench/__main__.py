"""Run all measurements and write them to `bench/results`."""

from bench import import_cms, pages, rate_table

for measured in (import_cms, pages, rate_table):
    measured.main()

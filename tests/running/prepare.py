"""`python -m tests.running.prepare`: tables, a ward with people, and a nurse who works there."""

import django

PEOPLE = 6


def main() -> None:
    """Write it into the installation that the environment names."""
    django.setup()
    from django.core.management import call_command

    from openward_web.accounts.rules import Role
    from tests.browser.ward import account
    from tests.web.service import WARD, person_here, service

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    service()
    for number in range(1, PEOPLE + 1):
        person_here(number)
    account("nurse", Role.WARD_STAFF, ward_id=WARD)


if __name__ == "__main__":
    main()

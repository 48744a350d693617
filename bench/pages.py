"""Server time of pages, warm, through Django's own client: no network, no web server."""

from __future__ import annotations

import os
import tempfile
from functools import partial

from bench.report import median_ms, write

US = "/figures/us-cms-ipfqr-2022/us-hbips-2"
PAGES = {
    "figures of 1,491 hospitals": f"{US}/?level=facility",
    "figures of 52 states": f"{US}/",
    "hospitals of one state": f"{US}/region/US-AL/",
    "one hospital": f"{US}/facility/010007/",
    "picture of 1,393 hospitals": f"{US}/distribution.svg?level=facility&width=wide",
    "England, 329 providers": "/figures/gb-nhs-mhsds-2021/gb-mhs-76/",
    "zero, suppressed, not reported": "/figures/zero-suppressed-not-reported/",
}


def main() -> None:
    """Measure, and write `bench/results/pages.md`."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OPENWARD_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "openward_web.config.settings"
        import django
        from django.core.management import call_command
        from django.test import Client

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        client = Client(headers={"host": "localhost"})
        rows = [(name, f"{median_ms(partial(client.get, place), 11):.0f}")
                for name, place in PAGES.items()]  # fmt: skip
    write("pages", "Server time of pages", ("page", "median ms"), rows,
          "figures of 1,500 facilities under 300 ms warm")  # fmt: skip


if __name__ == "__main__":
    main()

"""`python -m tests.running.state`: what an installation holds, as JSON."""

import json
import sys
from collections import Counter
from hashlib import sha256

import django

#: What each action of the writers makes: the table, and the part of its key.
MADE = {
    "state_shift": ("shift_statements", "statement"), "start_measure": ("measures", "measure"),
    "observe": ("observations", "observation"), "call_for_help": ("help_calls", "call"),
}  # fmt: skip


def main() -> None:
    """Entries, the rows that they made, and one number over all rows of the domain."""
    django.setup()
    from openward_web.ledger.models import RECORD, Entry
    from openward_web.ledger.registry import DOMAIN
    from openward_web.ledger.rows import model_of

    entries = list(Entry.objects.filter(tree=RECORD).values_list("entry_id", "action"))
    keys = {table: [str(key) for key in model_of(table).objects.values_list("pk", flat=True)]
            for table, _ in MADE.values()}  # fmt: skip
    ended = model_of("measures").objects.filter(end_state="ended").values_list("pk", flat=True)
    whole = sha256()
    for model in DOMAIN:
        for row in model.objects.order_by("pk").values_list():
            whole.update(repr(row).encode())
    json.dump({
        "times": Counter(str(key) for key, _ in entries),
        "actions": Counter(action for _, action in entries),
        "keys": keys, "ended": [str(key) for key in ended], "rows": whole.hexdigest(),
    }, sys.stdout)  # fmt: skip


if __name__ == "__main__":
    main()

"""What is kept between two looks is gone with the first commit of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from django.db import connection, transaction

from openward_web.accounts.models import Account
from openward_web.ledger.guard import guard, unguard
from openward_web.ledger.unchanged import WhileUnchanged, mark_of_all_data


@pytest.fixture(autouse=True)
def tables_that_tests_may_empty(transactional_db: None) -> Iterator[None]:
    guard(connection)
    yield
    unguard(connection)


def accounts() -> int:
    return Account.objects.count()


def write(number: int) -> None:
    Account.objects.create(pk=f"{number:032x}", username=f"{number}", display_name="A")


def elsewhere(number: int) -> None:
    """Written over another connection."""

    def work() -> None:
        write(number)
        connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()


def test_it_is_made_once_while_nobody_writes() -> None:
    kept, made = WhileUnchanged[int](most=5), []
    for _ in range(3):
        kept.get("ward", lambda: made.append(1) or accounts())
    assert len(made) == 1


def test_own_and_other_peoples_commits_make_it_anew() -> None:
    kept = WhileUnchanged[int](most=5)
    assert kept.get("ward", accounts) == 0
    write(1)
    assert kept.get("ward", accounts) == 1
    elsewhere(2)
    assert kept.get("ward", accounts) == 2


def test_a_transaction_sees_its_own() -> None:
    kept = WhileUnchanged[int](most=5)
    with transaction.atomic():
        assert kept.get("ward", accounts) == 0
        write(1)
        assert kept.get("ward", accounts) == 1
        assert mark_of_all_data() is None


def test_it_keeps_no_more_than_it_may() -> None:
    kept = WhileUnchanged[int](most=2)
    for key in "abcde":
        kept.get(key, accounts)
    assert len(kept._kept) <= 2

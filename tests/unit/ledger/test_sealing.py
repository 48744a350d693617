"""Payloads: sealed for one entry under one key, and every change is seen."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from openward.ledger.sealing import (
    KeyUnreadable,
    PayloadUnreadable,
    decrypt,
    encrypt,
    new_key,
    payload_digest,
    unwrap_key,
    wrap_key,
)

MASTER, KEY = bytes(range(32)), bytes(range(32, 64))
SALT, NONCE = bytes(range(16)), bytes(range(12))
ENTRY = UUID("01935a00-0000-7000-8000-000000000001")
OTHER_ENTRY = UUID("01935a00-0000-7000-8000-000000000002")
PAYLOAD = b'{"kind":"seclusion"}'
SEALED = encrypt(KEY, SALT, PAYLOAD, ENTRY, NONCE)


def test_a_key_is_wrapped_as_rfc_3394_says() -> None:
    """Section 4.6 of the RFC: 256 bits of key under 256 bits of key."""
    key = "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F"
    wrapped = "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"
    assert wrap_key(MASTER, bytes.fromhex(key)) == bytes.fromhex(wrapped)
    assert unwrap_key(MASTER, bytes.fromhex(wrapped)) == bytes.fromhex(key)


@pytest.mark.parametrize("bit", [0, 7, 100, 319])
def test_a_changed_wrapped_key_is_not_opened(bit: int) -> None:
    with pytest.raises(KeyUnreadable, match="master key does not open"):
        unwrap_key(MASTER, flipped(wrap_key(MASTER, KEY), bit))


@pytest.mark.parametrize("wrapped", [b"", b"x", bytes(24), bytes(41)])
def test_what_is_no_wrapped_key_is_not_opened(wrapped: bytes) -> None:
    with pytest.raises(KeyUnreadable):
        unwrap_key(MASTER, wrapped)


def test_another_master_key_does_not_open_it() -> None:
    with pytest.raises(KeyUnreadable):
        unwrap_key(flipped(MASTER, 0), wrap_key(MASTER, KEY))


def test_a_new_key_is_what_randomness_gives() -> None:
    assert new_key(lambda length: b"k" * length) == b"k" * 32
    with pytest.raises(ValueError, match="a key has 32 bytes, not 5"):
        new_key(lambda length: b"short")


def test_the_digest_is_of_salt_and_payload() -> None:
    assert payload_digest(SALT, PAYLOAD) == sha256(SALT + PAYLOAD).digest()
    assert payload_digest(flipped(SALT, 3), PAYLOAD) != payload_digest(SALT, PAYLOAD)


@pytest.mark.parametrize("payload", [b"", PAYLOAD, bytes(100_000)])
def test_what_was_sealed_is_opened(payload: bytes) -> None:
    assert decrypt(KEY, encrypt(KEY, SALT, payload, ENTRY, NONCE), ENTRY) == (SALT, payload)


def test_it_is_aes_gcm_with_the_entry_as_associated_data() -> None:
    assert SEALED[:12] == NONCE
    assert AESGCM(KEY).decrypt(NONCE, SEALED[12:], ENTRY.bytes) == SALT + PAYLOAD
    assert PAYLOAD not in SEALED and SALT not in SEALED


def test_every_changed_byte_is_seen() -> None:
    for place in range(len(SEALED)):
        with pytest.raises(PayloadUnreadable, match=str(ENTRY)):
            decrypt(KEY, flipped(SEALED, place * 8), ENTRY)


@pytest.mark.parametrize("ciphertext", [SEALED[:-1], SEALED[:27], SEALED[:11], b"", SEALED + b"x"])
def test_a_cut_or_lengthened_ciphertext_is_not_opened(ciphertext: bytes) -> None:
    with pytest.raises(PayloadUnreadable):
        decrypt(KEY, ciphertext, ENTRY)


def test_it_opens_for_its_own_entry_and_its_own_key_only() -> None:
    with pytest.raises(PayloadUnreadable, match=str(OTHER_ENTRY)):
        decrypt(KEY, SEALED, OTHER_ENTRY)
    with pytest.raises(PayloadUnreadable):
        decrypt(flipped(KEY, 255), SEALED, ENTRY)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: encrypt(KEY[:16], SALT, b"", ENTRY, NONCE), "a key has 32 bytes, not 16"),
        (lambda: encrypt(KEY, b"", b"", ENTRY, NONCE), "a salt has 16 bytes, not 0"),
        (lambda: encrypt(KEY, SALT, b"", ENTRY, SALT), "a nonce has 12 bytes, not 16"),
        (lambda: decrypt(KEY[:16], SEALED, ENTRY), "a key has 32 bytes, not 16"),
        (lambda: payload_digest(b"", b""), "a salt has 16 bytes, not 0"),
        (lambda: wrap_key(MASTER[:16], KEY), "a master key has 32 bytes, not 16"),
        (lambda: wrap_key(MASTER, KEY[:16]), "a key has 32 bytes, not 16"),
        (lambda: unwrap_key(MASTER[:16], bytes(40)), "a master key has 32 bytes, not 16"),
    ],
)
def test_keys_salts_and_nonces_of_other_lengths_are_refused(call: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()


def flipped(data: bytes, bit: int) -> bytes:
    """The same bytes with one bit turned."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)

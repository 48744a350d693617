"""What was written, encrypted so that only its key opens it, and a digest that binds it.

AES-256-GCM; keys wrapped by RFC 3394. The salt travels inside the ciphertext: once the key is
destroyed, not even a guess can be tested against the digest. Randomness comes in as an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32


class PayloadUnreadable(ValueError):  # noqa: N818 - it names what was found
    """The ciphertext is damaged, stands beside another entry, or the key is another one."""


def new_key(random: Callable[[int], bytes]) -> bytes:
    """A key of 32 bytes."""
    return random(KEY_BYTES)


def wrap_key(master: bytes, key: bytes) -> bytes:
    """The key under the master key (RFC 3394); 40 bytes."""
    return aes_key_wrap(master, key)


def unwrap_key(master: bytes, wrapped: bytes) -> bytes:
    """The key again.

    Raises
    ------
    PayloadUnreadable
        It was wrapped by another master key, or is damaged.
    """
    try:
        return aes_key_unwrap(master, wrapped)
    except (InvalidUnwrap, ValueError) as error:
        raise PayloadUnreadable("the key cannot be unwrapped with this master key") from error


def payload_digest(salt: bytes, payload: bytes) -> bytes:
    """SHA-256 of the salt and the payload."""
    return sha256(salt + payload).digest()


def encrypt(key: bytes, salt: bytes, payload: bytes, entry_id: UUID, nonce: bytes) -> bytes:
    """Nonce and ciphertext; the entry is bound in, so that two payloads cannot change places."""
    return nonce + AESGCM(key).encrypt(nonce, salt + payload, entry_id.bytes)


def decrypt(key: bytes, ciphertext: bytes, entry_id: UUID) -> tuple[bytes, bytes]:
    """Salt and payload.

    Raises
    ------
    PayloadUnreadable
        See there.
    """
    nonce, hidden = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
    try:
        plain = AESGCM(key).decrypt(nonce, hidden, entry_id.bytes)
    except (InvalidTag, ValueError) as error:
        raise PayloadUnreadable(f"the payload of entry {entry_id} cannot be read") from error
    return plain[:SALT_BYTES], plain[SALT_BYTES:]

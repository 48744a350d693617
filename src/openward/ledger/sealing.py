"""How payloads are kept secret, and how one is destroyed without harm to the tree.

Each person has a key, wrapped by the master key of the installation. Whoever destroys the wrapped
key destroys every payload about that person; the leaves hold salted digests, from which nothing
can be guessed. AES-256-GCM (NIST SP 800-38D) and AES key wrap (RFC 3394), from `cryptography`.
Randomness comes in as an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12


class KeyUnreadable(ValueError):  # noqa: N818 - it names what was met, as PayloadUnreadable does
    """A wrapped key that this master key does not open: another master key, or a changed byte."""


class PayloadUnreadable(ValueError):  # noqa: N818 - it names what was met
    """A ciphertext that this key does not open for this entry.

    Another key, a changed byte, or the ciphertext of another entry: the cipher cannot tell which.
    """


def new_key(random: Callable[[int], bytes]) -> bytes:
    """A key of 32 bytes. random: gives so many unpredictable bytes, such as `secrets.token_bytes`.

    Raises
    ------
    ValueError
        `random` gave another number of bytes.
    """
    return _of_length(random(KEY_BYTES), KEY_BYTES, "key")


def wrap_key(master: bytes, key: bytes) -> bytes:
    """The key under the master key, 40 bytes."""
    _of_length(key, KEY_BYTES, "key")
    return aes_key_wrap(_of_length(master, KEY_BYTES, "master key"), key)


def unwrap_key(master: bytes, wrapped: bytes) -> bytes:
    """The key that `wrap_key` wrapped.

    Raises
    ------
    KeyUnreadable
        Another master key, or the wrapped key was changed.
    """
    _of_length(master, KEY_BYTES, "master key")
    try:
        return aes_key_unwrap(master, wrapped)
    except InvalidUnwrap:
        raise KeyUnreadable("the master key does not open this key") from None


def payload_digest(salt: bytes, payload: bytes) -> bytes:
    """SHA-256 over salt and payload, 32 bytes. salt: 16 bytes, new for every entry."""
    return sha256(_of_length(salt, SALT_BYTES, "salt") + payload).digest()


def encrypt(key: bytes, salt: bytes, payload: bytes, entry_id: UUID, nonce: bytes) -> bytes:
    """Nonce, then salt and payload sealed together; it opens for this entry only.

    nonce: 12 bytes, never used twice under one key.
    """
    _of_length(salt, SALT_BYTES, "salt")
    _of_length(nonce, NONCE_BYTES, "nonce")
    cipher = AESGCM(_of_length(key, KEY_BYTES, "key"))
    return nonce + cipher.encrypt(nonce, salt + payload, entry_id.bytes)


def decrypt(key: bytes, ciphertext: bytes, entry_id: UUID) -> tuple[bytes, bytes]:
    """(salt, payload) of what `encrypt` sealed.

    Raises
    ------
    PayloadUnreadable
        Another key, a changed byte, or the ciphertext of another entry.
    """
    cipher = AESGCM(_of_length(key, KEY_BYTES, "key"))
    nonce, sealed = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
    try:
        opened = cipher.decrypt(nonce, sealed, entry_id.bytes)
    except (InvalidTag, ValueError):
        raise PayloadUnreadable(f"the payload of entry {entry_id} cannot be read") from None
    return opened[:SALT_BYTES], opened[SALT_BYTES:]


def _of_length(value: bytes, length: int, what: str) -> bytes:
    if len(value) != length:
        raise ValueError(f"a {what} has {length} bytes, not {len(value)}")
    return value

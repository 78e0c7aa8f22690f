"""Citizen numbers at rest: AES-256-GCM with a versioned key, found by a keyed hash.

A sealed value is one byte of key id, twelve of nonce, then ciphertext and tag; the purpose
("citizens.Citizen.cpr") is authenticated with it, so that a value cannot be moved elsewhere.
"""

import base64
import hmac
import os
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@lru_cache
def _keys(configured: str) -> dict[int, AESGCM]:
    keys = {}
    for part in configured.split(","):
        number, _, secret = part.strip().partition(":")
        try:
            keys[int(number)] = AESGCM(base64.b64decode(secret))
        except ValueError as error:
            raise ImproperlyConfigured("BRO_CPR_KEYS is “1:base64,2:base64”.") from error
    return keys


def newest_key_id() -> int:
    """Return the id of the key that seals: the last one configured."""
    return list(_keys(settings.CPR_KEYS))[-1]


def seal(text: str, *, purpose: str) -> bytes:
    """Encrypt `text` with the newest key, bound to `purpose`."""
    key_id = newest_key_id()
    nonce = os.urandom(12)
    sealed = _keys(settings.CPR_KEYS)[key_id].encrypt(nonce, text.encode(), purpose.encode())
    return bytes([key_id]) + nonce + sealed


def unseal(sealed: bytes, *, purpose: str) -> str:
    """Decrypt what `seal` made. Raises KeyError for an unknown key, InvalidTag for a wrong one."""
    sealed = bytes(sealed)
    key = _keys(settings.CPR_KEYS)[sealed[0]]
    return key.decrypt(sealed[1:13], sealed[13:], purpose.encode()).decode()


def keyed_hash(text: str) -> str:
    """Return the HMAC-SHA256 of `text` in hex: the index by which a number is found."""
    key = base64.b64decode(settings.CPR_HASH_KEY)
    if len(key) < 32:
        raise ImproperlyConfigured("BRO_CPR_HASH_KEY is 32 bytes in base64.")
    return hmac.new(key, text.encode(), sha256).hexdigest()

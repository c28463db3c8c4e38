"""Verifies the worked example of docs/spec/certificates.md with rfc8785 and cryptography, and refuses flipped bytes.

PyLD expands the credential with our own context from the repository and drops nothing: no term is undefined.
"""

import hashlib
import json
import pathlib
import sys

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyld import BUNDLED_CONTEXTS, FrozenDocumentLoader, jsonld

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "Tests/Golden/certificates"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def holds(document):
    proof = dict(document["proof"])
    value, key = proof.pop("proofValue"), proof["verificationMethod"].split("#")[1]
    assert value[0] == "z" and key[0] == "z"
    signature, key = base58(value[1:]), base58(key[1:])
    assert key[:2] == b"\xed\x01" and proof["@context"] == document["@context"]
    rest = {name: value for name, value in document.items() if name != "proof"}
    data = hashlib.sha256(rfc8785.dumps(proof)).digest() + hashlib.sha256(rfc8785.dumps(rest)).digest()
    try:
        Ed25519PublicKey.from_public_bytes(key[2:]).verify(signature, data)
        return True
    except InvalidSignature:
        return False


def undefined_terms(document):
    """What PyLD drops because no context gives it a meaning; without the network."""
    context = json.loads((ROOT / "docs/spec/context-v1.jsonld").read_text())
    loader = FrozenDocumentLoader({**BUNDLED_CONTEXTS, "https://w3id.org/counterweight/v1": context})
    dropped = []
    jsonld.expand(document, {"documentLoader": loader}, on_property_dropped=dropped.append)
    return dropped


def main():
    data = (GOLDEN / "certificate.json").read_bytes()
    document = json.loads(data)
    assert rfc8785.dumps(document) == data, "not canonical"
    assert holds(document), "the proof does not hold"
    refused = 0
    for place in range(0, len(data), 7):
        flipped = bytearray(data)
        flipped[place] ^= 1
        try:
            changed = json.loads(flipped)
            good = isinstance(changed, dict) and changed.get("proof") and holds(changed)
        except (ValueError, KeyError, IndexError, AssertionError, TypeError, AttributeError):
            good = False
        if good:
            sys.exit(f"byte {place} flipped and still taken")
        refused += 1
    assert undefined_terms(document) == [], undefined_terms(document)
    stranger = json.loads(data)
    stranger["credentialSubject"]["retirements"][0]["stranger"] = "x"
    assert len(undefined_terms(stranger)) == 1
    bundle = json.loads((GOLDEN / "bundle.json").read_bytes())
    assert bundle["credential"] == document
    assert all(holds(status) for status in bundle["statusLists"])
    issued = [entry["open"] for entry in bundle["entries"] if entry["open"]["kind"] == "certificate.issued"]
    assert [entry["credential"] for entry in issued] == [hashlib.sha256(data).hexdigest()]
    print(f"credential.py: the proof holds, {refused} flipped bytes refused, no term undefined")


main()

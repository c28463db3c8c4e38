"""Verifies certificates with code that is not ours: rfc8785, cryptography, awr and PyLD.

    credential.py [DEMO [VERIFIER]]

Read are the worked examples of docs/spec/certificates.md in Tests/Golden, and the bundles in DEMO/certificates that a registry
handed out, whose keys are those of DEMO/trust.txt. Checked are, in each bundle: the proofs of the credential and of its status
lists, twice; that its bits are not set; the DID document; the checkpoint; and each entry up to the root. PyLD expands the
credential with our own context from the repository and drops nothing: no term is undefined. Then bits are flipped all over the
bundle, and each time it must be refused: here, and by VERIFIER, our own counterweight-verify, where it is named. Compact
`vc+jwt` signatures in DEMO/certificates/*.jwt are held to the same keys.
"""

import base64
import gzip
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zlib

import awr.proof
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld import BUNDLED_CONTEXTS, FrozenDocumentLoader, jsonld

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "Tests/Golden/certificates"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
FAULTS = (
    *(AssertionError, AttributeError, EOFError, IndexError, InvalidSignature),
    *(KeyError, OSError, TypeError, ValueError, zlib.error),
)


def sha256(data):
    return hashlib.sha256(data).digest()


def base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64_strict(text):
    data = base64.b64decode(text, validate=True)
    assert base64.b64encode(data).decode() == text, "another spelling of base 64"
    return data


def base64url_strict(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert base64.urlsafe_b64encode(data).decode().rstrip("=") == text, "another spelling of base 64"
    return data


def ed25519(multikey):
    key = base58(multikey[1:])
    assert multikey[0] == "z" and key[:2] == b"\xed\x01" and len(key) == 34
    return key[2:]


def check_proof(document, methods):
    """W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3: once as it is written there, once by awr."""
    proof = dict(document["proof"])
    value, key = proof.pop("proofValue"), methods[proof["verificationMethod"]]
    assert value[0] == "z" and proof["@context"] == document["@context"]
    assert (proof["type"], proof["cryptosuite"], proof["proofPurpose"]) == (
        "DataIntegrityProof",
        "eddsa-jcs-2022",
        "assertionMethod",
    )
    rest = {name: value for name, value in document.items() if name != "proof"}
    data = sha256(rfc8785.dumps(proof)) + sha256(rfc8785.dumps(rest))
    Ed25519PublicKey.from_public_bytes(key).verify(base58(value[1:]), data)
    assert awr.proof.verify_document_signature(document, document["proof"], key), "awr refuses what cryptography takes"


def holds(document, methods):
    try:
        check_proof(document, methods)
        return True
    except InvalidSignature:
        return False


def check_status(status, entry):
    """W3C Bitstring Status List 1.0: the list is the one that the entry names, and its bit is not set."""
    subject = status["credentialSubject"]
    assert status["id"] == entry["statusListCredential"] and subject["statusPurpose"] == entry["statusPurpose"]
    text = subject["encodedList"]
    assert text[0] == "u"
    bits = gzip.decompress(base64url_strict(text[1:]))
    index = int(entry["statusListIndex"])
    assert len(bits) * 8 >= 131_072 and not bits[index // 8] >> (7 - index % 8) & 1


def check_checkpoint(note, vkey):
    """C2SP signed-note and tlog-checkpoint; gives the size and the root."""
    name, key_hash, key = vkey.split("+", 2)
    key = base64_strict(key)
    assert key[0] == 1 and sha256(f"{name}\n".encode() + key)[:4].hex() == key_hash
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    assert signatures.endswith("\n")
    ours = [line.split(" ") for line in signatures[:-1].split("\n")]
    ours = [line for line in ours if line[:2] == ["—", name] and base64_strict(line[2])[:4].hex() == key_hash]
    assert len(ours) == 1, "not signed once by the log"
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(base64_strict(ours[0][2])[4:], text.encode())
    origin, size, root = text[:-1].split("\n")
    assert origin == name and str(int(size)) == size
    return int(size), base64_strict(root)


def check_inclusion(leaf, index, size, proof, root):
    """RFC 9162, section 2.1.3.2."""
    assert 0 <= index < size
    node, last, value = index, size - 1, sha256(b"\0" + leaf)
    for sibling in proof:
        assert last > 0 and len(sibling) == 32
        if node & 1 or node == last:
            value = sha256(b"\1" + sibling + value)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            value = sha256(b"\1" + value + sibling)
        node, last = node >> 1, last >> 1
    assert last == 0 and value == root, "the entry is not in the tree"


def check_bundle(data, trust):
    """Everything in a bundle that a signature or the tree reaches, which is everything. Raises one of FAULTS."""
    bundle = json.loads(data)
    assert rfc8785.dumps(bundle) == data, "not canonical"
    assert sorted(bundle) == [
        "checkpoint", "credential", "didDocument", "entries", "envelope", "format", "logKey", "statusLists",
    ]
    assert bundle["format"] == FORMAT and bundle["logKey"] in trust
    credential, issuer = bundle["credential"], bundle["credential"]["issuer"]
    opens = [entry["open"] for entry in bundle["entries"]]
    keys = {
        entry["key"].removeprefix("did:key:"): [
            gone["day"] for gone in opens if gone["kind"] == "key.revoked" and gone["key"] == entry["key"]
        ]
        for entry in opens
        if entry["kind"] == "key.added"
    }
    assert bundle["didDocument"] == did_document(issuer, keys)
    methods = {f"{issuer}#{key}": ed25519(key) for key in keys if f"did:key:{key}" in trust}
    check_proof(credential, methods)
    check_envelope(bundle["envelope"], credential, trust)
    assert len(bundle["statusLists"]) == len(credential["credentialStatus"]) == 2
    lists = {status["id"]: status for status in bundle["statusLists"]}
    for entry in credential["credentialStatus"]:
        check_status(lists[entry["statusListCredential"]], entry)
    for status in bundle["statusLists"]:
        check_proof(status, methods)
        assert status["issuer"] == issuer
    size, root = check_checkpoint(bundle["checkpoint"], bundle["logKey"])
    for entry in bundle["entries"]:
        assert entry["sequence"] == entry["open"]["sequence"]
        assert set(entry) - {"sealed"} == {"open", "proof", "sequence"}
        if "sealed" in entry:
            assert sha256(rfc8785.dumps(entry["sealed"])).hex() == entry["open"]["sealed"], "another sealed part"
        proof = [base64_strict(text) for text in entry["proof"]]
        check_inclusion(rfc8785.dumps(entry["open"]), entry["sequence"], size, proof, root)
    issued = [entry["open"] for entry in bundle["entries"] if entry["open"]["kind"] == "certificate.issued"]
    assert [entry["credential"] for entry in issued] == [sha256(rfc8785.dumps(credential)).hex()]
    return bundle


FORMAT = json.loads((GOLDEN / "bundle.json").read_bytes())["format"]


def check_envelope(envelope, credential, trust):
    """The same credential without its proof, as a JWS by the same key (W3C Verifiable Credentials 2.0, section 4.13)."""
    scheme = "data:application/vc+jwt,"
    assert envelope == {
        "@context": "https://www.w3.org/ns/credentials/v2", "id": envelope["id"], "type": "EnvelopedVerifiableCredential",
    } and envelope["id"].startswith(scheme)
    text = envelope["id"].removeprefix(scheme)
    assert check_jws(text, trust) == {name: value for name, value in credential.items() if name != "proof"}
    assert json.loads(base64url_strict(text.split(".")[0]))["kid"] == credential["proof"]["verificationMethod"]


def did_document(issuer, keys):
    """The document that has these keys and nothing else, each with the days on which it was revoked."""
    ids = [f"{issuer}#{key}" for key in keys]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "assertionMethod": ids,
        "id": issuer,
        "verificationMethod": [
            {"controller": issuer, "id": name, "publicKeyMultibase": key, "type": "Multikey"}
            | ({"revoked": f"{days[0]}T00:00:00Z"} if days else {})
            for name, (key, days) in zip(ids, keys.items())
        ],
    }


def check_jws(text, keys):
    """A compact JWS of a credential: RFC 7515 and W3C Securing Verifiable Credentials using JOSE and COSE, section 3.1.1."""
    header, payload, signature = text.split(".")
    stated = json.loads(base64url_strict(header))
    assert stated["alg"] == "EdDSA" and stated["typ"] == "vc+jwt" and stated.get("cty", "vc") == "vc"
    assert "crit" not in stated
    credential = json.loads(base64url_strict(payload))
    issuer = credential["issuer"] if isinstance(credential["issuer"], str) else credential["issuer"]["id"]
    controller, key = stated["kid"].split("#")
    assert controller == issuer == stated.get("iss", issuer) and f"did:key:{key}" in keys
    Ed25519PublicKey.from_public_bytes(ed25519(key)).verify(base64url_strict(signature), f"{header}.{payload}".encode())
    assert "proof" not in credential and credential["type"][0] == "VerifiableCredential"
    return credential


def refused(data, step, check):
    """How many places, each `step` bytes, were flipped and refused; ends the run where one is taken."""
    count = 0
    for place in range(0, len(data), step):
        flipped = bytearray(data)
        flipped[place] ^= 1 << count % 8
        try:
            check(bytes(flipped))
        except (*FAULTS, RecursionError):
            count += 1
        else:
            sys.exit(f"byte {place} flipped and still taken")
    return count


def undefined_terms(document):
    """What PyLD drops because no context gives it a meaning; without the network."""
    context = json.loads((ROOT / "docs/spec/context-v1.jsonld").read_text())
    loader = FrozenDocumentLoader({**BUNDLED_CONTEXTS, "https://w3id.org/counterweight/v1": context})
    dropped = []
    jsonld.expand(document, {"documentLoader": loader}, on_property_dropped=dropped.append)
    return dropped


def check_terms(document):
    """No term is undefined, and one that is would be noticed, wherever it stands."""
    assert undefined_terms(document) == [], undefined_terms(document)
    subject = document["credentialSubject"]
    lists = [name for name, value in subject.items() if isinstance(value, list) and isinstance(value[0], dict)]
    assert lists
    for path in [[], ["credentialSubject"], ["credentialStatus", 0], *(["credentialSubject", name, 0] for name in lists)]:
        stranger = json.loads(json.dumps(document))
        place = stranger
        for step in path:
            place = place[step]
        place["stranger"] = "x"
        assert len(undefined_terms(stranger)) == 1, path


def bundle_file(path, trust, step):
    data = path.read_bytes()
    bundle = check_bundle(data, trust)
    check_terms(bundle["credential"])
    count = refused(data, step, lambda flipped: check_bundle(flipped, trust))
    print(f"credential.py: {path.name} holds, {count} flipped bits refused, no term undefined")


def verifier_agrees(path, trust_file, verifier):
    """Our own program takes the bundle and refuses it with a bit flipped."""
    with tempfile.TemporaryDirectory() as folder:
        changed = pathlib.Path(folder) / "certificate.json"

        def check(data):
            changed.write_bytes(data)
            command = [verifier, "certificate", str(changed), "--trust", str(trust_file)]
            status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
            if status < 0:
                sys.exit(f"{verifier} ended by signal {-status}")
            assert status == 0

        data = path.read_bytes()
        check(data)
        count = refused(data, max(1, len(data) // 60), check)
    print(f"credential.py: counterweight-verify agrees on {path.name} and refuses {count} flipped bits")


def jws_is_told_apart():
    """The reader of compact signatures takes one that cryptography signed, and no bit of it flipped."""
    key = Ed25519PrivateKey.generate()
    number = int.from_bytes(b"\xed\x01" + key.public_key().public_bytes_raw(), "big")
    multikey = ""
    while number:
        number, digit = divmod(number, 58)
        multikey = ALPHABET[digit] + multikey
    multikey = f"z{multikey}"
    credential = json.loads((GOLDEN / "certificate.json").read_bytes())
    del credential["proof"]
    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": f"{credential['issuer']}#{multikey}"}
    parts = [base64.urlsafe_b64encode(rfc8785.dumps(part)).decode().rstrip("=") for part in (header, credential)]
    signature = base64.urlsafe_b64encode(key.sign(".".join(parts).encode())).decode().rstrip("=")
    jws_holds(".".join([*parts, signature]).encode(), [f"did:key:{multikey}"])


def jws_holds(data, keys):
    check_jws(data.decode(), keys)
    return refused(data, 1, lambda flipped: check_jws(flipped.decode(), keys))


def main():
    trust = (GOLDEN / "trust.txt").read_text().split()
    certificate = (GOLDEN / "certificate.json").read_bytes()
    assert json.loads((GOLDEN / "bundle.json").read_bytes())["credential"] == json.loads(certificate)
    for name in ["bundle.json", "bundle-two.json", "bundle-taken-over.json"]:
        bundle_file(GOLDEN / name, trust, 7)
    jws_is_told_apart()
    if len(sys.argv) < 2:
        return
    demo = pathlib.Path(sys.argv[1])
    trust = (demo / "trust.txt").read_text().split()
    bundles = sorted((demo / "certificates").glob("*.json"))
    assert bundles, f"no bundle in {demo}/certificates"
    for path in bundles:
        bundle_file(path, trust, 97)
        if len(sys.argv) > 2:
            verifier_agrees(path, demo / "trust.txt", sys.argv[2])
    for path in sorted((demo / "certificates").glob("*.jwt")):
        print(f"credential.py: {path.name} holds, {jws_holds(path.read_bytes().strip(), trust)} flipped bits refused")


main()

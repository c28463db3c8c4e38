"""Seeds of the target Certificates out of what the tests hold as golden: a first byte that says what the rest is.

Usage: python3 Fuzz/seeds.py FOLDER
"""
import gzip
import json
import pathlib
import sys

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
golden = pathlib.Path(__file__).parent.parent / "Tests" / "Golden"


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def seed(kind, name, data):
    (out / f"{kind}-{name}").write_bytes(kind.encode() + data)


for path in sorted((golden / "certificates").glob("bundle*.json")):
    data = path.read_bytes()
    bundle = json.loads(data)
    seed("b", path.stem, data)
    seed("c", path.stem, canonical(bundle["credential"]))
    seed("d", path.stem, canonical(bundle["didDocument"]))
    seed("j", path.stem, canonical(bundle["envelope"]))
    for number, one in enumerate(bundle["statusLists"]):
        seed("s", f"{path.stem}-{number}", canonical(one))
        seed("s", f"{path.stem}-{number}-list", one["credentialSubject"]["encodedList"].encode())
    for number, entry in enumerate(bundle["entries"]):
        seed("e", f"{path.stem}-{number}", canonical(entry["open"]))
        if "sealed" in entry:
            seed("e", f"{path.stem}-{number}-sealed", canonical(entry["sealed"]))
for path in sorted((golden / "journal" / "sealed").glob("*")):
    seed("e", f"journal-{path.name}", path.read_bytes())
for name, data in (("empty", b""), ("words", b"one word and one word and one word"), ("zeros", bytes(16_384))):
    seed("g", name, gzip.compress(data, mtime=0))
seed("d", "key", b"did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")
seed("d", "web", b"did:web:ewaste.example%3A8443:registry")

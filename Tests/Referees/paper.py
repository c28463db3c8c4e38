"""Reads a printed certificate with qpdf, poppler and zbar, which have none of our code, and refuses it with a bit flipped.

    paper.py CERTIFICATE.pdf BUNDLE.json

Checked are: qpdf finds no fault; every typeface is embedded; the certificate's identifier can be read as text; the attachment is
BUNDLE byte for byte; and the code says the identifier and the digest of the credential. A bit flipped in the attachment must
change what pdfdetach gives, and one in the file's own frame must be a fault to qpdf.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def attachment(path, folder):
    saved = folder / "attachment"
    saved.unlink(missing_ok=True)
    run("pdfdetach", "-save", "1", "-o", str(saved), str(path))
    return saved.read_bytes() if saved.exists() else None


def is_sound(path):
    return run("qpdf", "--check", str(path)).returncode == 0


def main():
    path, bundle = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes()
    data, credential = path.read_bytes(), json.loads(bundle)["credential"]
    # The bundle is canonical, so its credential stands in it as it was signed.
    signed = json.dumps(credential, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert signed in bundle
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        assert is_sound(path), "qpdf finds a fault"
        fonts = run("pdffonts", str(path)).stdout.decode().splitlines()[2:]
        assert fonts and all(line.split()[-5] == "yes" for line in fonts), "a typeface is not embedded"
        text = re.sub(r"\s", "", run("pdftotext", str(path), "-").stdout.decode())
        assert credential["id"] in text, "the identifier is not there as text"
        assert attachment(path, folder) == bundle, "another attachment"
        run("pdftoppm", "-r", "150", "-png", str(path), str(folder / "page"))
        codes = run("zbarimg", "--quiet", "--raw", *map(str, sorted(folder.glob("page*.png")))).stdout.decode().split()
        assert codes == [f"{credential['id']}#{hashlib.sha256(signed).hexdigest()}"], codes
        changed, refused = folder / "changed.pdf", 0
        begin = data.index(bundle)
        frame = data.rindex(b"startxref") + len(b"startxref\n")
        places = [(place, lambda: attachment(changed, folder) != bundle) for place in range(begin, begin + len(bundle), 499)]
        places.append((frame, lambda: not is_sound(changed)))
        for place, notices in places:
            flipped = bytearray(data)
            flipped[place] ^= 1
            changed.write_bytes(flipped)
            assert notices(), f"byte {place} flipped and still taken"
            refused += 1
    print(f"paper.py: {path.name} is sound, its attachment and its code are the certificate's, {refused} flipped bits noticed")


main()

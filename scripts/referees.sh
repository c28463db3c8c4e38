#!/usr/bin/env bash
# Checks what we sign with code that is not ours. Usage: scripts/referees.sh [log|credential|paper]…, all where none is named.
#
#   log          Go's golang.org/x/mod/sumdb from the system's packages reads Tests/Golden/tlog and the journal that the built
#                command exports after the worked examples, bare and cosigned, and refuses them with a byte changed
#   credential   rfc8785, cryptography, awr and PyLD, pinned by their hashes in Tests/Referees/requirements.txt, check the
#                certificates of Tests/Golden and those that the worked examples end with, taken over ones and status lists too,
#                and refuse them with a bit flipped; so does the built counterweight-verify
#   paper        qpdf, poppler and zbar read one of these certificates as it is printed
#
# `make test` asks for all. The Python packages come from the package index into a virtual environment under .build, once: where
# the index cannot be reached and they are not there yet, `credential` says so and is left out, and fails where CI=true.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=.build/referees
mkdir -p "$out"

log() {
    local keys
    scripts/packages.sh golang-go golang-golang-x-mod-dev
    GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$PWD/$out/go go build -o "$out/log" Tests/Referees/log.go
    mapfile -t keys <Tests/Golden/tlog/keys.txt
    "$out/log" "${keys[0]}" Tests/Golden/tlog/log "${keys[1]}"
    demo
    mapfile -t keys <"$out/demo/trust.txt"
    "$out/log" "${keys[1]}" "$out/demo/journal"
    cosigned "${keys[1]}" "$products"
}

# The same, cosigned by a witness of ours.
cosigned() {
    local log=$1 products=$2 witness
    swift build --quiet --product counterweight-witness
    (
        cd "$out/demo"
        export PATH="$products:$PATH" COUNTERWEIGHT_DATA=registry COUNTERWEIGHT_ACTOR=ama@recell
        counterweight-witness keygen witness.example/w1 --key w1.key --notes w1 >w1.txt
        counterweight journal witness add "$(cat w1.txt)" >submit.log
        counterweight journal submit --request ask.txt >>submit.log
        counterweight-witness cosign --key w1.key --notes w1 --log "$log" --request ask.txt --answer answer.txt 2>>submit.log
        counterweight journal submit --answer answer.txt >>submit.log
        counterweight journal export journal >>submit.log
    )
    witness=$(cat "$out/demo/w1.txt")
    "$out/log" "$log" "$out/demo/journal" "$witness"
}

# What the command itself hands out and publishes, played once a run.
played=false
demo() {
    if "$played"; then return; fi
    products=$(swift build --show-bin-path)
    swift build --quiet --product counterweight
    swift build --quiet --product counterweight-verify
    rm -rf "$out/demo"
    if ! PATH="$products:$PATH" bash Examples/play.sh "$out/demo" >"$out/demo.log" 2>&1; then
        tail -n 40 "$out/demo.log" >&2
        return 1
    fi
    played=true
}

# The pinned packages, in a virtual environment that is made anew when their list changes; 3 where the index is out of reach.
environment() {
    local list=Tests/Referees/requirements.txt
    if cmp --silent "$list" "$out/python/requirements.txt"; then return; fi
    rm -rf "$out/python"
    python3 -m venv "$out/python"
    if ! "$out/python/bin/python" -m pip --disable-pip-version-check --retries 1 --timeout 20 \
        install --require-hashes --only-binary :all: -r "$list" >"$out/pip.log" 2>&1; then
        if grep -qiE 'connection (broken|refused)|failed to establish|name resolution|timed out|cannot connect to proxy' "$out/pip.log"; then
            return 3
        fi
        tail -n 20 "$out/pip.log" >&2
        return 1
    fi
    cp "$list" "$out/python/requirements.txt"
}

credential() {
    local status=0
    environment || status=$?
    if [ "$status" -eq 3 ] && [ "${CI:-}" != true ]; then
        printf 'skipped: the referee of certificates needs Python packages, and their index cannot be reached.\n'
        return
    fi
    if [ "$status" -ne 0 ]; then
        printf 'The Python packages of Tests/Referees/requirements.txt cannot be installed.\n' >&2
        return 1
    fi
    demo
    "$out/python/bin/python" Tests/Referees/credential.py "$out/demo" "$products/counterweight-verify"
}

paper() {
    local bundle
    demo
    for bundle in PO-4711 resale-2026-Q3; do
        rm -f "$out/$bundle.pdf"
        "$products/counterweight" certificate print --bundle "$out/demo/certificates/$bundle.json" --out "$out/$bundle.pdf"
        python3 Tests/Referees/paper.py "$out/$bundle.pdf" "$out/demo/certificates/$bundle.json"
    done
}

referees=("$@")
[ "${#referees[@]}" -gt 0 ] || referees=(log credential paper)
for referee in "${referees[@]}"; do
    case $referee in
        log | credential | paper) "$referee" ;;
        *) printf 'There is no referee %s: log, credential, paper.\n' "$referee" >&2 && exit 2 ;;
    esac
done

#!/usr/bin/env bash
# Checks what we sign with code that is not ours. Usage: scripts/referees.sh [log|credential]…, both where none is named.
#
#   log          Go's golang.org/x/mod/sumdb from the system's packages reads Tests/Golden/tlog and the journal that the built
#                command exports after the worked examples, bare and cosigned, and refuses them with a byte changed; `make test` asks for it
#   credential   pinned Python packages in a virtual environment under .build check the certificate of Tests/Golden: that needs
#                Python's package index
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
    exported
}

# What the command itself publishes.
exported() {
    local keys products
    products=$(swift build --show-bin-path)
    swift build --quiet --product counterweight
    swift build --quiet --product counterweight-verify
    rm -rf "$out/demo"
    if ! PATH="$products:$PATH" bash Examples/play.sh "$out/demo" >"$out/demo.log" 2>&1; then
        tail -n 40 "$out/demo.log" >&2
        return 1
    fi
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

credential() {
    if [ ! -x "$out/bin/python" ]; then python3 -m venv "$out"; fi
    "$out/bin/python" -m pip --quiet --disable-pip-version-check install \
        'rfc8785==0.1.4' 'cryptography==50.0.2' 'pyld==3.3.0'
    "$out/bin/python" Tests/Referees/credential.py
}

referees=("$@")
[ "${#referees[@]}" -gt 0 ] || referees=(log credential)
for referee in "${referees[@]}"; do
    case $referee in
        log | credential) "$referee" ;;
        *) printf 'There is no referee %s: log, credential.\n' "$referee" >&2 && exit 2 ;;
    esac
done

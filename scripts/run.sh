#!/usr/bin/env bash
# Builds the release and plays the worked examples of Examples/ into a new registry under ./demo, replacing the one that an
# earlier run left there. Says how long each part took.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/parts.sh

play() {
    if [ -e demo ]; then
        printf 'Replacing the registry that an earlier run left in ./demo.\n'
        rm -rf demo
    fi
    PATH="$PWD/$(products):$PATH" bash Examples/play.sh demo
}

products() {
    local folder
    folder=$(swift build -c release --show-bin-path)
    printf '%s\n' "${folder#"$PWD"/}"
}

status=0
{
    part packages 0 scripts/packages.sh &&
        part toolchain 0 scripts/toolchain.sh &&
        part 'release build' 0 swift build -c release --quiet &&
        part examples 0 play
} || status=$?
parts_table
if [ "$status" -eq 0 ]; then printf 'The registry is in ./demo.\n'; fi
exit "$status"

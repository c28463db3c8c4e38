#!/usr/bin/env bash
# Builds the release and measures it beside a reference in the same run. The last lines are one line a figure:
#
#   figure NAME ours VALUE UNIT reference VALUE UNIT ratio R bar B holds yes|no
#
# VALUE is the median of an odd number of paired runs, R is the cost of ours divided by that of the reference, B the bar for R.
# Says how many figures keep their bar; fails if there is no figure or if one is written otherwise. Arguments go to
# counterweight-bench: `large` for ten million devices under a limit on memory; `proofs`, `journal` or `certificates` for those alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/packages.sh time
scripts/toolchain.sh
swift build -c release --quiet
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"$(swift build -c release --show-bin-path)/counterweight-bench" "$@" | tee "$output"

number='-?[0-9]+(\.[0-9]+)?'
form="^figure [A-Za-z0-9._-]+ ours $number [^ ]+ reference $number [^ ]+ ratio $number bar $number holds (yes|no)\$"
figures=$(grep -c '^figure ' "$output" || true)
if [ "$figures" -eq 0 ]; then
    printf 'No figure was measured.\n' >&2
    exit 1
fi
if grep '^figure ' "$output" | grep -vE "$form" >&2; then
    printf 'These figures are not written as the head of scripts/bench.sh says.\n' >&2
    exit 1
fi
short=$(grep -c '^figure .* holds no$' "$output" || true)
printf '%s of %s figures keep their bar.\n' $((figures - short)) "$figures"

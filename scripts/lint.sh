#!/usr/bin/env bash
# Format and syntax of everything written by hand: Swift by `swift format`, scripts by bash (and shellcheck, if it is here).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

swift format lint --strict --parallel --recursive Package.swift Sources Tests Fuzz

scripts=()
for script in scripts/*.sh Examples/*.sh .ci/run; do
    if [ -f "$script" ]; then scripts+=("$script"); fi
done
for script in "${scripts[@]}"; do bash -n "$script"; done
if command -v shellcheck >/dev/null; then shellcheck --external-sources --severity=warning "${scripts[@]}"; fi
printf 'Lint: nothing to say.\n'

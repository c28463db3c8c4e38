#!/usr/bin/env bash
# Says which Swift is here, and refuses one older than the manifest's tools version, 6.2.
set -euo pipefail

major_min=6
minor_min=2

refuse() {
    printf '%s\nCounterweight needs Swift %d.%d or newer: https://www.swift.org/install/linux/\n' \
        "$1" "$major_min" "$minor_min" >&2
    exit 1
}

command -v swift >/dev/null || refuse 'There is no swift in PATH.'
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*[0-9.]*\).*/\1/p' | head -n 1)
[ -n "$version" ] || refuse "'swift --version' names no version."
major=${version%%.*}
minor=${version#*.}
minor=${minor%%.*}
if [ "$major" -lt "$major_min" ] || { [ "$major" -eq "$major_min" ] && [ "$minor" -lt "$minor_min" ]; }; then
    refuse "This is Swift $version."
fi
printf 'Toolchain: Swift %s.\n' "$version"

#!/usr/bin/env bash
# Fuzzes the readers of CSV, XLSX, JSON, PDF, of a transparency log's texts and of certificates by libFuzzer, TIME seconds each (60
# where it is not said). What crashes is left in .build/fuzz; keep it as a test.
# Usage: TIME=600 scripts/fuzz.sh [CSV|XLSX|JSON|PDF|TLog|Certificates]…
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${TIME:-60}
out=.build/fuzz
mkdir -p "$out"
case $seconds in '' | *[!0-9]*) printf 'TIME is a number of seconds: %s\n' "$seconds" >&2 && exit 2 ;; esac

# What is fuzzed and its fuzz target are one module: what is not public can be seen, and no package is built. Arguments: the
# name, then the sources and what the compiler needs for them.
build() {
    local name=$1
    shift
    swiftc -O -swift-version 6 -parse-as-library -sanitize=fuzzer,address -enable-upcoming-feature MemberImportVisibility \
        -enable-upcoming-feature InternalImportsByDefault -module-name "Fuzz$name" "$@" \
        "Fuzz/${name}Fuzz.swift" -o "$out/$name" >"$out/$name-build.log" 2>&1 || { cat "$out/$name-build.log" >&2 && exit 1; }
}

# TransparencyLog's hashes and signatures, without the package that has them: Fuzz/StandIn says what that means.
stand_in() {
    mkdir -p "$out/stand-in"
    swiftc -O -swift-version 6 -parse-as-library -module-name Crypto -emit-module -emit-object -sanitize=address \
        -o "$out/stand-in/Crypto.o" Fuzz/StandIn/Crypto.swift -emit-module-path "$out/stand-in/Crypto.swiftmodule"
}

# A room that a target's own room is built on, as the package builds it: a module of its own, after those that it needs.
room() {
    swiftc -O -swift-version 6 -parse-as-library -whole-module-optimization -sanitize=fuzzer,address -package-name counterweight \
        -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
        -enable-upcoming-feature InternalImportsByDefault -module-name "$1" -I "$out/rooms" -emit-module -emit-object \
        -o "$out/rooms/$1.o" -emit-module-path "$out/rooms/$1.swiftmodule" "${@:2}" >"$out/$1-build.log" 2>&1 ||
        { cat "$out/$1-build.log" >&2 && exit 1; }
}

rooms() {
    local name
    mkdir -p "$out/rooms"
    room Crypto Fuzz/StandIn/TrustingCrypto.swift
    for name in Primitives Wording Programmes Lots CanonicalJSON TransparencyLog Journal; do room "$name" Sources/"$name"/*.swift; done
}

targets=("$@")
[ "${#targets[@]}" -gt 0 ] || targets=(CSV XLSX JSON PDF TLog Certificates)
status=0
for name in "${targets[@]}"; do
    seeds=()
    case $name in
        CSV | XLSX)
            build "$name" Sources/Sheets/*.swift -I Sources/CLibZip -I Sources/CLibExpat -I Sources/CLibXlsxWriter
            ;;
        JSON) build "$name" Sources/CanonicalJSON/*.swift ;;
        # The reader leans on nothing of its room.
        PDF) build "$name" Sources/Certificates/PrintedBundle.swift Sources/Certificates/PDFReader.swift ;;
        TLog) stand_in && build "$name" Sources/TransparencyLog/*.swift -I "$out/stand-in" "$out/stand-in/Crypto.o" ;;
        Certificates)
            rooms
            build "$name" Sources/Certificates/*.swift -I "$out/rooms" "$out"/rooms/*.o -package-name counterweight \
                -enable-upcoming-feature ExistentialAny
            python3 Fuzz/seeds.py "$out/seeds-$name"
            seeds=("$out/seeds-$name")
            ;;
        *) printf 'There is no reader %s: CSV, XLSX, JSON, PDF, TLog, Certificates.\n' "$name" >&2 && exit 2 ;;
    esac
    [ -n "${seeds[0]:-}" ] || seeds=("Fuzz/Corpus/$name")
    mkdir -p "$out/corpus-$name"
    printf '== %s, %d seconds\n' "$name" "$seconds"
    # The dictionary has what a mutation would hardly hit upon: tags, byte order marks, escapes.
    if "$out/$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=32768 -print_final_stats=1 \
        -dict="Fuzz/$name.dict" -artifact_prefix="$out/$name-" "$out/corpus-$name" "${seeds[@]}" >"$out/$name.log" 2>&1; then
        grep -E '^stat::number_of_executed_units|^#[0-9]+[[:space:]]+DONE' "$out/$name.log"
    else
        status=1
        tail -n 40 "$out/$name.log" >&2
    fi
done
exit "$status"

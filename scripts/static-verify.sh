#!/usr/bin/env bash
# Builds counterweight-verify with Swift's and C++'s libraries in it, stripped, into .build-static/counterweight-verify, and proves
# that it runs on a machine without Swift: in a root folder that holds the program, the C library and what is to be checked, and
# nothing else but /proc. Fails above 20 MB, where it asks for another library, or where a check comes out otherwise than it should.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bytes_max=20000000
program=.build-static/counterweight-verify

# C++'s own library as an archive, where the linker looks first.
libraries=$PWD/.build-static/link
mkdir -p "$libraries"
for library in libstdc++.a libgcc_eh.a; do ln -sf "$(clang -print-file-name=$library)" "$libraries/$library"; done

# For size; lld, since it drops what nobody calls.
swift build -c release --scratch-path .build-static --static-swift-stdlib --product counterweight-verify \
    -Xswiftc -Osize -Xswiftc -use-ld=lld -Xswiftc "-L$libraries" -Xlinker --gc-sections -Xlinker --no-export-dynamic \
    -Xlinker --strip-all -Xlinker --icf=safe -Xlinker --as-needed -Xlinker -l:libgcc_eh.a
built=$(swift build -c release --scratch-path .build-static --show-bin-path)/counterweight-verify
cp "$built" "$program"

bytes=$(stat --format %s "$program")
if [ "$bytes" -gt "$bytes_max" ]; then
    printf '%s has %d bytes, more than %d.\n' "$program" "$bytes" "$bytes_max" >&2
    exit 1
fi
others=$(readelf --dynamic --wide "$program" | grep -oP 'NEEDED.*\[\K[^]]+' | grep -vE '^(libc|libm|ld-linux-x86-64|ld-linux-aarch64)\.so\.[0-9]+$' || true)
if [ -n "$others" ]; then
    printf '%s asks for more than the C library: %s\n' "$program" "$others" >&2
    exit 1
fi

# A machine with nothing on it.
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
ldd "$program" | grep -oE '/[^ ]+' | while read -r library; do
    mkdir -p "$root/$(dirname "$library")"
    cp --dereference "$library" "$root/$library"
done
cp "$program" "$root/counterweight-verify"
cp Tests/Golden/certificates/bundle.json "$root/bundle.json"
cp -r Tests/Golden/journal "$root/journal"
mkdir -p "$root/proc"
# Swift finds its arguments through /proc, which every machine has.
enter=(unshare --mount --pid --fork)
if [ "$(id -u)" -ne 0 ]; then enter+=(--user --map-root-user); fi
enter+=(sh -c 'mount -t proc proc "$1/proc" && exec chroot "$@"' sh)

# What it is to end with, then its arguments.
expect() {
    local wanted=$1 status=0 said
    shift
    said=$("${enter[@]}" "$root" /counterweight-verify "$@" 2>&1) || status=$?
    if [ "$status" -ne "$wanted" ]; then
        printf '%s\ncounterweight-verify %s ended with %d, not %d.\n' "$said" "$*" "$status" "$wanted" >&2
        exit 1
    fi
}
expect 0 --help
expect 3 certificate /bundle.json
expect 0 certificate /bundle.json --trust /journal/trust.txt
expect 3 journal /journal
expect 0 journal /journal --trust /journal/trust.txt --remember /seen.json
expect 0 journal /journal --trust /journal/trust.txt --remember /seen.json --language fr
# Nothing here can fetch: it says so, and checks what is here all the same.
expect 2 journal http://127.0.0.1/journal
printf 'x' | dd of="$root/journal/$(cd "$root/journal" && find tile/entries -type f | head -n 1)" bs=1 seek=40 conv=notrunc status=none
expect 1 journal /journal --trust /journal/trust.txt

printf 'counterweight-verify: %s, %d bytes, needs the C library from %s on; runs without Swift.\n' "$program" "$bytes" \
    "$(readelf --version-info --wide "$program" | grep -oE 'GLIBC_[0-9.]+' | sort --version-sort --unique | tail -n 1)"

#!/usr/bin/env bash
# Proves that the tests would notice: plants each fault of Mutations/*.patch in a copy of the tree, builds, and runs the tests
# that must fail. Arguments name the patches to try (`scripts/mutate.sh 01-leap-year`); none means all.
#
# A patch begins with `# caught by: FILTER`, what `swift test --filter` is given, then lines with `# ` that say which fault it
# is, then a unified diff. It must apply, build, and make a test fail; a fault that the compiler catches is no test of tests.
# The copy in .build-mutate keeps its build from one patch, and one run, to the next: only what changed is compiled again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/parts.sh

top=$PWD
copy=$top/.build-mutate/tree
logs=$top/.build-mutate/logs
mkdir -p "$copy" "$logs"

patches=()
if [ "$#" -eq 0 ]; then
    for patch in Mutations/*.patch; do patches+=("$patch"); done
else
    for name in "$@"; do
        name=${name#Mutations/}
        patches+=("Mutations/${name%.patch}.patch")
    done
fi

filter_of() { sed -n '1s/^# caught by: *//p' "$1"; }

for patch in "${patches[@]}"; do
    if [ ! -f "$patch" ] || [ -z "$(filter_of "$patch")" ]; then
        printf '%s: no such patch, or its first line is not "# caught by: FILTER".\n' "$patch" >&2
        exit 1
    fi
done

# Makes the copy equal to the tree, touching only files that differ, since a touched file is compiled again.
sync_copy() {
    local file
    git ls-files --cached --others --exclude-standard -z | while IFS= read -r -d '' file; do
        [ -f "$file" ] || continue
        cmp --silent "$file" "$copy/$file" && continue
        mkdir -p "$copy/$(dirname "$file")"
        cp --preserve=mode "$file" "$copy/$file"
    done
    (cd "$copy" && find . -path ./.build -prune -o -type f -print0) | while IFS= read -r -d '' file; do
        [ -f "$file" ] || rm -f "$copy/$file"
    done
    # The same versions of packages as the tree was tested with.
    if [ -f Package.resolved ]; then cp Package.resolved "$copy/Package.resolved"; fi
}

build_copy() { (cd "$copy" && swift build --build-tests >"$1" 2>&1); }

# A fault may make a test run for ever: that is caught too.
test_copy() { (cd "$copy" && timeout --kill-after=30 600 swift test --skip-build --filter "$1" >"$2" 2>&1); }

# Without a fault each filter must choose tests that pass: otherwise "caught" would say nothing.
sound() {
    local patch filter log
    sync_copy
    build_copy "$logs/sound.txt" || { tail -n 40 "$logs/sound.txt" >&2 && return 1; }
    while read -r filter; do
        log=$logs/sound-tests.txt
        if ! test_copy "$filter" "$log"; then
            tail -n 40 "$log" >&2
            printf '%s fails without any fault.\n' "$filter" >&2
            return 1
        fi
        if ! grep -qE 'Test run with [1-9][0-9]* test' "$log"; then
            printf '%s chooses no test.\n' "$filter" >&2
            return 1
        fi
    done < <(for patch in "${patches[@]}"; do filter_of "$patch"; done | sort -u)
    printf 'Without a fault all of them pass.\n'
}

try() {
    local patch=$1 name filter
    name=$(basename "$patch" .patch)
    filter=$(filter_of "$patch")
    sync_copy
    if ! (cd "$copy" && GIT_CEILING_DIRECTORIES=$top/.build-mutate git apply "$top/$patch") 2>"$logs/$name.txt"; then
        cat "$logs/$name.txt"
        printf '%s does not apply: the code it changes has moved on, and it must too\n' "$name"
        return 1
    fi
    if ! build_copy "$logs/$name.txt"; then
        grep -m 5 'error:' "$logs/$name.txt" || true
        printf '%s does not build: a fault for the compiler, not for the tests\n' "$name"
        return 1
    fi
    if test_copy "$filter" "$logs/$name.txt"; then
        printf '%s SURVIVED %s\n' "$name" "$filter"
        return 1
    fi
    printf '%s caught by %s\n' "$name" "$filter"
}

if ! part sound 0 sound; then
    printf '0 passed, 1 failed\n'
    exit 1
fi
passed=0
failed=0
for patch in "${patches[@]}"; do
    if part "$(basename "$patch" .patch)" 0 try "$patch"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
sync_copy
parts_table
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]

#!/usr/bin/env bash
# Everything from nothing: system packages, toolchain, lint, build, tidy, tests. Ends with a table of what each part took
# and one line, `N passed, N failed`. Fails if a part fails, if all together take longer than an hour, and, where CI=true,
# if a test was skipped: a skipped test there is a promise that nobody held.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/parts.sh

seconds_max=3600
logs=.build/test-logs
starters='^(CommandTests|ReportsTests|StrengthTests|TranscriptTests|TypesettingTests|WitnessCommandTests)\.|TwoWritersTests|VerifyCommandTests|VerifyByAddressTests|ForgedBytesTests|StatusListTests'
passed=0
failed=0

# How many tests a run of `swift test` counted in the file it writes for machines: all, and those that hold a `failure`, an
# `error` or a `skipped`. The counts in its head are of issues, of which one test may have many.
count() {
    local file=$1 kind=${2:-}
    awk -v kind="$kind" '
        /<testcase / { open = 1; if (kind == "") sum += 1 }
        open && kind != "" && $0 ~ "<(" kind ")[ />]" { sum += 1; open = 0 }
        END { print sum + 0 }' "$file"
}

# Runs the tests that the arguments choose; shows the summary, and the whole log's end where one failed.
tests() {
    local name=$1 log=$logs/$1.txt results=$logs/$1.xml status=0 file total=0 wrong=0 skipped=0
    shift
    rm -f "$logs/$name"*.xml
    timeout --kill-after=30 "$seconds_max" swift test --skip-build --xunit-output "$results" "$@" >"$log" 2>&1 || status=$?
    for file in "$logs/$name"*.xml; do
        [ -f "$file" ] || continue
        total=$((total + $(count "$file")))
        wrong=$((wrong + $(count "$file" 'failure|error')))
        skipped=$((skipped + $(count "$file" skipped)))
    done
    passed=$((passed + total - wrong - skipped))
    failed=$((failed + wrong))
    # What began and what passed is in the log: shown is the rest, which is also where a crash speaks.
    if [ "$status" -ne 0 ]; then grep -vE '^(◇|✔)' "$log" | tail -n 400 || true; fi
    # What the suites count for people to read: steps of the simulation by kind, forged journals.
    grep -aE '^(simulation, |strength: |  [A-Za-z]+: [0-9]+ accepted|forged journals: )' "$log" || true
    printf '%s: %d tests, %d failed, %d skipped; log in %s\n' "$name" "$total" "$wrong" "$skipped" "$log"
    if [ "$skipped" -gt 0 ]; then grep -E '(Test|Suite) .* skipped' "$log" || true; fi
    if [ "$total" -eq 0 ]; then
        printf 'No test ran.\n' >&2
        status=1
    fi
    if [ "$skipped" -gt 0 ] && [ "${CI:-}" = true ]; then
        printf 'Skipped tests fail here (CI=true): bring up what they need, or remove them.\n' >&2
        status=1
    fi
    # A crash, a skip or an empty run is one failure, even where no test was counted as failed.
    if [ "$status" -ne 0 ] && [ "$wrong" -eq 0 ]; then failed=$((failed + 1)); fi
    return "$status"
}

build() {
    mkdir -p "$logs"
    if swift build --build-tests >"$logs/build.txt" 2>&1; then
        tail -n 1 "$logs/build.txt"
    else
        grep -E 'error:|warning:' "$logs/build.txt" | sort -u | head -n 60 >&2 || true
        tail -n 20 "$logs/build.txt" >&2
        return 1
    fi
}

finish() {
    local status=$1 seconds
    seconds=$(parts_seconds)
    parts_table
    if [ "$seconds" -gt "$seconds_max" ]; then
        printf 'Over the budget of %d seconds in all.\n' "$seconds_max"
        failed=$((failed + 1))
        status=1
    fi
    printf '%d passed, %d failed\n' "$passed" "$failed"
    exit "$status"
}

# Nothing after these makes sense without them.
stop() {
    failed=$((failed + 1))
    finish 1
}

status=0
part packages 240 scripts/packages.sh || stop
part toolchain 10 scripts/toolchain.sh || stop
part lint 120 scripts/lint.sh || { failed=$((failed + 1)) && status=1; }
part build 1200 build || stop
part tidy 60 tests tidy --filter '^TidyTests\.' || status=1
# Tests that start other programs go one after the other: Foundation's Process.run reads the table of open files without a
# lock (Swift 6.3 on Linux), and crashes now and then where two threads run it.
part tests 1000 tests tests --skip "^TidyTests\\.|$starters" || status=1
part programs 480 tests programs --no-parallel --filter "$starters" --skip '^StrengthTests\.' || status=1
# Code that is not ours reads the log that we publish and the certificates that we hand out, signed and printed.
part referees 240 scripts/referees.sh || { failed=$((failed + 1)) && status=1; }
# Every command killed at every call of the storage port, the disk full, the log file cut.
part strength 900 tests strength --no-parallel --filter '^StrengthTests\.' || status=1
# A release build of its own: minutes that only what is handed out needs.
if [ "${CI:-}" = true ]; then part static 420 scripts/static-verify.sh || { failed=$((failed + 1)) && status=1; }; fi
finish "$status"

# The ways in. Each target is a script that says in its head what it does.

.PHONY: help run test verify-static bench bench-large mutate fuzz format clean

help:
	@echo 'make run      install what is missing, build, play the worked examples into ./demo'
	@echo 'make test     everything from nothing: packages, toolchain, lint, build, tidy, tests'
	@echo 'make verify-static   counterweight-verify for machines without Swift, in .build-static'
	@echo 'make bench    measure beside a reference in the same run; bench-large takes ten million devices'
	@echo 'make mutate   plant the faults of Mutations/ one by one: a test must notice each'
	@echo 'make fuzz     fuzz the readers of CSV, XLSX, JSON, PDF, a log'\''s texts, certificates; TIME=60 seconds each'
	@echo 'make format   format the Swift sources in place'
	@echo 'make clean    remove everything that was built, and ./demo'

run:
	@scripts/run.sh

test:
	@scripts/test.sh

verify-static:
	@scripts/static-verify.sh

bench:
	@scripts/bench.sh

bench-large:
	@scripts/bench.sh large

mutate:
	@scripts/mutate.sh

fuzz:
	@scripts/fuzz.sh

format:
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Fuzz

clean:
	@rm -rf .build .build-mutate .build-static demo

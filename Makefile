# The words of this project; each sets up what it needs.
#
#   make report     build aebook, build the book, and name the file to open
#   make test       run every test
#   make test-quick run those that need neither a compiler nor a browser
#   make soak       read broken chapters, damage, kill and crowd builds for SOAK_MINUTES (default 30), by SOAK_SEED
#   make robustness  build the book under other settings, and list the claims that turn
#   make bench      time the trainings, beside PyTorch where AEBOOK_TORCH names a Python that has it
#   make install    put aebook under PREFIX (default /usr/local)
#   make format     lay the Swift sources out with the toolchain's formatter
#   make check      say where the sources depart from that layout

PREFIX ?= /usr/local
SOAK_MINUTES ?= 30
SOAK_SEED ?= $(shell date +%s)
sources := Package.swift Sources Tests
quick := StructureTests|TensorsTests|NetworksTests|ImagesTests|TranscriptTests|DigestsTests

.PHONY: report test test-quick soak robustness bench install format check setup setup-tests program build

report: program
	@echo "Building the book: about five minutes on two cores the first time"
	@"$$(swift build -c release --show-bin-path)/aebook" build

test: build
	swift test -c release --skip-build --disable-xctest

test-quick: build
	swift test -c release --skip-build --disable-xctest --filter "$(quick)"

soak: build
	AEBOOK_SOAK_MINUTES=$(SOAK_MINUTES) AEBOOK_SEED=$(SOAK_SEED) \
	    swift test -c release --skip-build --disable-xctest --filter SoakTests

robustness: program
	@.ci/robustness "$$(swift build -c release --show-bin-path)/aebook" $(SETTINGS)

bench: program
	@"$$(swift build -c release --show-bin-path)/aebook-bench" $(BENCH)

install: program
	.ci/install "$(PREFIX)"

format:
	swift format --in-place --recursive --parallel $(sources)

check:
	swift format lint --strict --recursive --parallel $(sources)

setup:
	@.ci/setup

setup-tests:
	@.ci/setup tests

# Without the tests, of which a report needs none; `build` goes on from there.
program: setup
	@echo "Compiling aebook: about three minutes on two cores the first time"
	swift build -c release

build: setup-tests
	@echo "Compiling aebook and its tests: about six minutes on two cores the first time"
	swift build -c release --build-tests

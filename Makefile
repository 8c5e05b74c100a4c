# The words of this project; each sets up what it needs.
#
#   make report     build aebook, build the book, and name the file to open
#   make test       run every test
#   make soak       read broken chapters, damage, kill and crowd builds for SOAK_MINUTES (default 30), by SOAK_SEED
#   make bench      time the trainings, beside PyTorch where AEBOOK_TORCH names a Python that has it
#   make install    put aebook under PREFIX (default /usr/local)
#   make format     lay the Swift sources out with the toolchain's formatter
#   make check      say where the sources depart from that layout

PREFIX ?= /usr/local
SOAK_MINUTES ?= 30
SOAK_SEED ?= $(shell date +%s)
sources := Package.swift Sources Tests

.PHONY: report test soak bench install format check setup build

report: build
	@"$$(swift build -c release --show-bin-path)/aebook" build

test: build
	swift test -c release --skip-build --disable-xctest

soak: build
	AEBOOK_SOAK_MINUTES=$(SOAK_MINUTES) AEBOOK_SEED=$(SOAK_SEED) \
	    swift test -c release --skip-build --disable-xctest --filter SoakTests

bench: build
	@"$$(swift build -c release --show-bin-path)/aebook-bench" $(BENCH)

install: build
	.ci/install "$(PREFIX)"

format:
	swift format --in-place --recursive --parallel $(sources)

check:
	swift format lint --strict --recursive --parallel $(sources)

setup:
	@.ci/setup

# The tests are built along with the rest, so that one build serves every word.
build: setup
	swift build -c release --build-tests

# NATIVE=0 builds for any x86-64 machine; results are the same, only slower.
NATIVE ?= 1
FLAGS := -c release $(if $(filter-out 0,$(NATIVE)),$(shell .ci/native-flags))
BINARY := .build/release/sim-run
# What the program says it was built from.
export SIM_RUN_COMMIT := $(shell .ci/commit)
export SIM_RUN_SOURCES := $(shell .ci/commit sources)

.DEFAULT_GOAL := help
.PHONY: help setup build run studio test dist docs reference validation assumptions sensitivity screening calibration information best-mix performance format lint clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: ## install what is missing
	@.ci/setup

build: setup ## the fast build, left at .build/release/sim-run
	swift build $(FLAGS) --product sim-run

run: build ## the main job: the CASMART study, results in results/casmart-study
	$(BINARY) run scenarios/casmart-study.yaml

# Without testable imports the tests share the objects of the build.
test: setup ## all tests, in release, and the check of the engine's symbols
	swift test $(FLAGS) --disable-testable-imports
	Tests/System/check-symbols.sh

dist: ## what to give to people without Swift: a Debian package, a wheel, a tarball, in dist/ (half an hour)
	tools/dist/build.sh
	tools/dist/package.sh

docs: build ## refresh what the program prints: parameters, columns, schema, tables of the ODD
	tools/pages/printed.sh $(BINARY)

reference: build ## refresh the results that .ci/run compares with: over draws, and at the defaults
	$(BINARY) run scenarios/casmart-study.yaml --replicates 10 --detail summary \
	  --out results/reference/casmart-study --force --quiet --no-report
	$(BINARY) run scenarios/casmart-study.yaml --set parameters=chance --replicates 10 --detail summary \
	  --out results/reference/casmart-chance --force --quiet --no-report

studio: build ## plan a programme on a page in the browser
	$(BINARY) studio

validation: build ## hold the model to patterns that nothing was fitted to
	tools/evidence/validation.sh write $(BINARY)

assumptions: build ## what each declared assumption does to the verdict (half an hour)
	tools/evidence/assumptions.sh $(BINARY)
	tools/pages/printed.sh $(BINARY)

sensitivity: build ## which assumptions matter, and which turn a lever (half an hour)
	tools/evidence/sensitivity.sh $(BINARY)
	tools/pages/printed.sh $(BINARY)

screening: build ## which of all judged parameters matter at all (half an hour)
	tools/evidence/screening.sh $(BINARY)
	tools/pages/printed.sh $(BINARY)

calibration: build ## fit the model to its targets: draws, tables and their page (45 minutes)
	tools/evidence/calibration.sh $(BINARY)

information: build ## what is worth finding out, over all draws (25 minutes)
	tools/evidence/information.sh $(BINARY)

best-mix: build ## the best mix within three budgets, and a grid of mixes (an hour or more)
	tools/evidence/best_mix.sh $(BINARY)

# The benchmarks need both builds side by side.
performance: build ## measure everything and write docs/developer/performance.md (half an hour; nothing beside it)
	swift build -c release --scratch-path .build-portable --product sim-run
	Benchmarks/measure

format: ## format the sources in place
	swift format -i -r -p Sources Tests Package.swift

lint: ## check the format of Swift, shell and Python
	@.ci/lint

clean: ## remove the builds
	rm -rf .build .build-dist dist

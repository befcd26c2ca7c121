# What people and CI call. Each target is a call into scripts/, where the work is explained.

.DEFAULT_GOAL := help
.PHONY: $(shell sed -n "s,^\([a-z0-9-]*\):.*,\1,p" Makefile)

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 28

demo: ## the demo shop with its merchant server, on a loopback address
	@scripts/setup build
	@scripts/demo $(ARGS)

test: ## everything that must pass: format, lints, native, wasm and browser tests, packages
	@scripts/setup build browser
	@scripts/test

package: ## dist/cdn and dist/npm: what ships
	@scripts/setup build
	@scripts/package

size: ## bytes of what a first visit loads
	@scripts/setup build
	@scripts/package --cdn >/dev/null
	@scripts/size

lint: ## clippy on both targets, types, styles
	@scripts/setup build
	@scripts/test format lint

format: ## formats all sources
	@scripts/setup build
	@scripts/format

test-core: ## native tests
	@scripts/setup build
	@scripts/test core

test-wasm: ## tests of the wasm in headless Chromium
	@scripts/setup build browser
	@scripts/test wasm

test-e2e: ## browser scenarios against the demo's server
	@scripts/setup build browser
	@scripts/test package e2e

tour: ## every scenario from order to result in a real browser, as a table
	@scripts/setup build browser
	@scripts/package --cdn >/dev/null
	@scripts/test tour

looks: ## the card in every state, theme and language: what axe-core finds, what is announced, as tables
	@scripts/setup build browser
	@scripts/package --cdn >/dev/null
	@npx --no-install playwright test --config tests/e2e/playwright.config.js looks/

mutants: ## changes to the core that no test notices
	@scripts/setup mutants
	@scripts/mutants $(ARGS)

fuzz: ## made-up input for the core, half a minute for each target
	@scripts/setup fuzz
	@scripts/fuzz $(ARGS)

coverage: ## what the native tests reach of the core
	@scripts/setup coverage
	@scripts/coverage $(ARGS)

ways: ## into the app and back, by browser, way in and way back, as tables
	@scripts/setup build browser engines
	@scripts/test package ways

test-engines: ## the core scenarios in Chromium, Firefox and WebKit
	@scripts/setup build browser engines
	@scripts/test package engines

test-packaging: ## small projects that use the packed archive, each built by its own tool
	@scripts/setup build browser
	@scripts/test package packaging

test-packaging-slow: ## the consumers that take minutes to install and build
	@scripts/setup build browser
	@scripts/test package packaging_slow

test-examples: ## the status endpoints of the docs, each in its own language
	@scripts/setup build examples
	@scripts/test examples

bench: ## time, bytes and cost of asking, beside its peers
	@scripts/setup build browser
	@scripts/bench $(ARGS)

bench-load: ## what waiting buyers cost the merchant's server, here and by the million
	@scripts/setup build
	@scripts/load $(ARGS)

scan: ## how well four decoders read the code, distorted in many ways
	@scripts/setup build browser scan
	@scripts/scan $(ARGS)

clean: ## removes what was built in the checkout; the cache of tools stays
	@rm -rf target dist node_modules test-results

# Bro. `make run` and `make test` start from nothing but Python 3.11 and make.
PYTHON ?= python3
SIZE ?= municipality
FILE ?=
ARGS ?=
RUNNER = @$(PYTHON) -m runner

.PHONY: help run test soak lint bench screenshots backup restore messages install stop logs

help:
	@echo "make run          the application with the demo municipality   BRO_PORT=8000 BRO_DEMO=1"
	@echo "make test         every check and test, browser journeys too   ARGS='tests/placements -x' BROWSER=no"
	@echo "make soak         the kill tests, ten times"
	@echo "make lint         every check"
	@echo "make bench        every page on a full database                SIZE=municipality|nation"
	@echo "make screenshots  one picture of each persona's page"
	@echo "make backup       dump the database                            FILE=bro.dump"
	@echo "make restore      bring a dump back                            FILE=bro.dump REPLACE=yes"
	@echo "make messages     collect and compile translations"
	@echo "make install      the environment alone;  make stop, make logs"

run:
	$(RUNNER) run

test:
	$(RUNNER) test $(ARGS)

soak:
	$(RUNNER) soak

lint:
	$(RUNNER) lint

bench:
	$(RUNNER) bench --size $(SIZE) $(ARGS)

screenshots:
	$(RUNNER) screenshots

backup:
	$(RUNNER) backup "$(FILE)"

restore:
	$(RUNNER) restore "$(FILE)"

messages:
	$(RUNNER) messages

install:
	$(RUNNER) install

stop:
	$(RUNNER) stop

logs:
	@tail -n 20 -F "$${BRO_VAR:-var}"/log/*.log

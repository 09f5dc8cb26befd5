
report/summary.csv: data/counts.csv $(wildcard sql/*.sql)
	rm -f $(DATABASE)
	mkdir -p report
	$(SQL) $(DATABASE) < sql/10-load.sql
	$(SQL) $(DATABASE) < sql/20-clean.sql
	$(SQL) -header $(DATABASE) < sql/30-report.sql > $@
	@cat $@

# Each query of tests/ finds what must not be: it passes when it finds nothing.
test: report/summary.csv
	@for check in tests/*.sql; do \
		found=$$($(SQL) -noheader $(DATABASE) < "$$check") || exit 1; \
		if [ -n "$$found" ]; then echo "$$check found:"; echo "$$found"; exit 1; fi; \
		echo "$$check: ok"; \
	done
	diff tests/expected/summary.csv report/summary.csv

clean:
	rm -rf report $(DATABASE)

.PHONY: test clean
.DELETE_ON_ERROR:

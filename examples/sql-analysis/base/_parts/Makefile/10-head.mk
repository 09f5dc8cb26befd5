# make: load the data and write the report; make test: check both

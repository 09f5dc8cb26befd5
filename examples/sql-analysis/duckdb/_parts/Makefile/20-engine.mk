DATABASE = bike_counts.duckdb
SQL = duckdb -batch -bail -csv

DATABASE = bike_counts.db
SQL = sqlite3 -batch -bail -list -separator ,

-- Loads data/counts.csv as it stands.
CREATE TABLE raw (day TEXT, counter TEXT, bikes INTEGER);
.import --csv --skip 1 data/counts.csv raw
CREATE VIEW loaded AS
SELECT day, counter, bikes, CAST(strftime('%w', day) AS INTEGER) AS weekday FROM raw;

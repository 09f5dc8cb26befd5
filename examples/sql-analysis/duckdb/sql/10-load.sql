-- Loads data/counts.csv as it stands.
CREATE VIEW loaded AS
SELECT day, counter, bikes, dayofweek(day) AS weekday
FROM read_csv('data/counts.csv', header = true, columns = {'day': 'DATE', 'counter': 'VARCHAR', 'bikes': 'INTEGER'});

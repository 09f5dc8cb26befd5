-- Mean number of bicycles in a day, by counter and kind of day.
SELECT counter, kind, COUNT(*) AS days, ROUND(AVG(bikes), 1) AS mean_bikes
FROM counts
GROUP BY counter, kind
ORDER BY counter, kind;

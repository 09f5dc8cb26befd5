-- Finds a counter that reported a day twice.
SELECT day, counter, COUNT(*) FROM counts GROUP BY day, counter HAVING COUNT(*) > 1;

-- Finds rows that were loaded and did not reach the table that the report reads.
SELECT day, counter FROM loaded EXCEPT SELECT day, counter FROM counts;

-- Finds a number that no counter can have reported.
SELECT * FROM counts WHERE bikes IS NULL OR bikes < 0 OR bikes > 20000 OR day IS NULL;

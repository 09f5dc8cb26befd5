-- One row for each counter and day, with the kind of day.
CREATE TABLE counts AS
SELECT day, counter, bikes,
       CASE WHEN weekday IN (0, 6) THEN 'weekend' ELSE 'working day' END AS kind
FROM loaded;

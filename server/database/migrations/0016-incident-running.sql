-- The running number of an incident within its day, for the next one: without it each intake goes through all incidents of the day.
CREATE INDEX incident_running ON incident (split_part(number, '-', 1), (split_part(number, '-', 2)::integer))
  WHERE number ~ '^[0-9]{6}-[0-9]{4,9}$';

-- The next number of a day (yyMMdd), yyMMdd-nnnn. Others who number wait until the transaction ends; the highest is looked up after that wait,
-- since each statement of a volatile function sees what was committed before it.
CREATE FUNCTION next_incident_number(day text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  running integer;
BEGIN
  PERFORM pg_advisory_xact_lock(630100, 1);
  SELECT split_part(i.number, '-', 2)::integer + 1 INTO running FROM incident i
  WHERE i.number ~ '^[0-9]{6}-[0-9]{4,9}$' AND split_part(i.number, '-', 1) = day
  ORDER BY split_part(i.number, '-', 2)::integer DESC LIMIT 1;
  running := coalesce(running, 1);
  RETURN day || '-' || lpad(running::text, greatest(4, length(running::text)), '0');
END $$;

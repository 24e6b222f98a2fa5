-- Units of which fixes came that were not their newest, since the watch last looked: it goes through their way again from there.
CREATE TABLE late_fix (
  unit_id uuid PRIMARY KEY,
  from_at timestamptz NOT NULL, -- the earliest of these fixes
  received_at timestamptz NOT NULL
);

-- Alarms whose cause was learnt only later: the past shows them at the time when it was so.
CREATE INDEX event_learnt_late ON event (at)
  WHERE noun = 'alarms' AND (after #>> '{properties,facts,learntAt}') IS NOT NULL;

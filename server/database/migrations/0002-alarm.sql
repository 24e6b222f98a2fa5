-- Alarms by ANSI/ISA-18.2 (core/live/alarm.ts): one row for each thing that a rule watches, kept however often it is raised.
-- `kind` and `subject_noun` are closed sets of core/vocabulary.ts, without a CHECK because each new rule adds to them.
CREATE TABLE alarm (
  id uuid PRIMARY KEY, -- UUIDv7 of the first time it was raised
  area_code text COLLATE "C" NOT NULL,
  key text NOT NULL UNIQUE,
  kind text NOT NULL,
  priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 4),
  state text NOT NULL CHECK (state IN ('normal', 'unacknowledged', 'acknowledged', 'returned_unacknowledged', 'shelved', 'suppressed', 'out_of_service')),
  is_active boolean NOT NULL,
  raised_at timestamptz NOT NULL,
  cleared_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  shelved_until timestamptz,
  shelved_reason text,
  out_of_service_reason text,
  set_aside_at timestamptz,
  set_aside_by uuid,
  subject_noun text NOT NULL,
  subject_id text NOT NULL,
  subject_label text NOT NULL,
  facts jsonb NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  last_act text NOT NULL,
  geom geometry(Point, 4326),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((state = 'shelved') = (shelved_until IS NOT NULL)),
  CHECK (state NOT IN ('unacknowledged', 'acknowledged') OR is_active),
  CHECK (state NOT IN ('normal', 'returned_unacknowledged') OR NOT is_active)
);
CREATE INDEX alarm_geom ON alarm USING gist (geom);
CREATE INDEX alarm_area ON alarm (area_code);
CREATE INDEX alarm_raised ON alarm (raised_at, id);
CREATE INDEX alarm_subject ON alarm (subject_id);
CREATE INDEX alarm_standing ON alarm (area_code) WHERE state <> 'normal';
CREATE INDEX alarm_shelf ON alarm (shelved_until) WHERE state = 'shelved';

-- The alarm load of hours and days is computed from the log.
CREATE INDEX event_alarm ON event (at) WHERE noun = 'alarms';

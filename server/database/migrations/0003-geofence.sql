-- What watches by itself: fences, the settings of the rules, what is held back on purpose, and what the watch must remember.
CREATE TABLE geofence (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL, -- the smallest area that holds it whole
  name_zh text NOT NULL,
  name_en text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('enter', 'leave', 'both')),
  hours jsonb, -- core/contract/hours.ts; null: always
  valid_from date,
  valid_until date,
  persistence_seconds integer NOT NULL CHECK (persistence_seconds BETWEEN 0 AND 3600),
  units jsonb NOT NULL, -- core/contract/geofence.ts: which units it is about
  is_on boolean NOT NULL,
  geom geometry(Geometry, 4326) NOT NULL CHECK (GeometryType(geom) IN ('POLYGON', 'MULTIPOLYGON') AND ST_IsValid(geom)),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (valid_from <= valid_until)
);
CREATE INDEX geofence_geom ON geofence USING gist (geom);
CREATE INDEX geofence_area ON geofence (area_code);

-- One row for each rule, from the beginning: core/live/rules/defaults.ts says the same. `limits` by kind: core/contract/alarm-rule.ts.
CREATE TABLE alarm_rule (
  kind text PRIMARY KEY,
  is_on boolean NOT NULL,
  priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 4),
  hours jsonb,
  limits jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO alarm_rule (kind, is_on, priority, limits) VALUES
  ('p1_unverified', true, 1, '{"seconds": 60}'),
  ('unit_stationary', true, 3, '{"metres": 30,
    "patrollingMinutes": {"foot": 30, "bicycle": 25, "motorcycle": 20, "car": 20},
    "enRouteMinutes": {"foot": 10, "bicycle": 8, "motorcycle": 5, "car": 5},
    "availableMinutes": {"foot": null, "bicycle": null, "motorcycle": null, "car": null}}'),
  ('unit_off_route', true, 3, '{"metres": 250, "seconds": 300}'),
  ('checkpoint_unstaffed', true, 2, '{"seconds": 300}'),
  ('device_silent', true, 4, '{"minutes": {"camera": 60, "alarm_button": 15, "sensor": 30}}'),
  ('feed_silent', true, 1, '{}'),
  ('area_unvisited', false, 4, '{"minutes": 120, "level": "street", "within": []}'),
  ('route_unvisited', true, 4, '{"minutes": 90, "metres": 50}'),
  ('area_understaffed', false, 2, '{"units": 2, "seconds": 300, "level": "district", "within": []}'),
  ('geofence_entered', true, 2, '{}'),
  ('geofence_left', true, 3, '{}');

-- Suppression by design: alarms of a rule (null: of all) in an area are held back from and until a time, for a reason.
CREATE TABLE alarm_suppression (
  id uuid PRIMARY KEY,
  kind text,
  area_code text COLLATE "C" NOT NULL,
  from_at timestamptz NOT NULL,
  until_at timestamptz,
  reason text NOT NULL,
  created_by uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (from_at < until_at)
);
CREATE INDEX alarm_suppression_area ON alarm_suppression (area_code);

-- What the watch knew at a time, so that after a restart it goes on instead of beginning anew.
CREATE TABLE sentry_memory (
  topic text PRIMARY KEY,
  at timestamptz NOT NULL,
  value jsonb NOT NULL
);

-- When a checkpoint must be staffed (core/contract/hours.ts); null: it has no duty hours.
ALTER TABLE checkpoint ADD COLUMN staffed_hours jsonb;

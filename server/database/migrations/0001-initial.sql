-- Codes are compared by prefix, hence COLLATE "C". Keys are UUIDv7 made in Node, so that a table can be split by time later.
-- `version` counts edits of a row (its ETag); `area_code` is the grid of a placed thing, or the home area of a unit or route.

CREATE EXTENSION IF NOT EXISTS postgis;

CREATE TABLE setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);

CREATE TABLE area (
  code text COLLATE "C" PRIMARY KEY,
  level text NOT NULL CHECK (level IN ('city', 'district', 'street', 'community')),
  parent_code text COLLATE "C" REFERENCES area (code),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
  label geometry(Point, 4326) NOT NULL,
  area_m2 double precision NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX area_geom ON area USING gist (geom);
CREATE INDEX area_parent ON area (parent_code);

CREATE TABLE plan (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'review', 'approved', 'in_force', 'superseded')),
  effective_from timestamptz NOT NULL,
  proof_hash text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX plan_in_force ON plan (status) WHERE status = 'in_force';

-- int32 at 1e-7 degree, EPSG:4326, lng before lat.
CREATE TABLE node (
  plan_id uuid NOT NULL REFERENCES plan (id),
  id integer NOT NULL,
  lng7 integer NOT NULL,
  lat7 integer NOT NULL,
  PRIMARY KEY (plan_id, id)
);

CREATE TABLE grid (
  plan_id uuid NOT NULL REFERENCES plan (id),
  id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  community_code text COLLATE "C" NOT NULL REFERENCES area (code),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  residents integer NOT NULL CHECK (residents >= 0),
  dwellings integer NOT NULL CHECK (dwellings >= 0),
  geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
  label geometry(Point, 4326) NOT NULL,
  area_m2 double precision NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (plan_id, id),
  UNIQUE (plan_id, code)
);
CREATE INDEX grid_geom ON grid USING gist (geom);

-- One arc set for all four levels: `level` is the highest level the arc bounds; null is outside the city.
CREATE TABLE arc (
  plan_id uuid NOT NULL REFERENCES plan (id),
  id integer NOT NULL,
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  coordinates integer[] NOT NULL, -- flat lng7, lat7, both ends included
  left_grid uuid,
  right_grid uuid,
  level text NOT NULL CHECK (level IN ('city', 'district', 'street', 'community', 'grid')),
  PRIMARY KEY (plan_id, id),
  FOREIGN KEY (plan_id, from_node) REFERENCES node (plan_id, id),
  FOREIGN KEY (plan_id, to_node) REFERENCES node (plan_id, id)
);

CREATE TABLE staffing (
  area_code text COLLATE "C" NOT NULL,
  role text NOT NULL CHECK (role IN ('manager', 'assistant', 'supervisor', 'officer')),
  official_name_zh text NOT NULL,
  official_name_en text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (area_code, role)
);

CREATE TABLE post (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('police_room', 'grid_station', 'volunteer_point', 'mediation_point', 'compound', 'village')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  staffed boolean NOT NULL,
  staff_count integer NOT NULL CHECK (staff_count >= 0),
  geom geometry(Point, 4326) NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX post_geom ON post USING gist (geom);
CREATE INDEX post_area ON post (area_code);

CREATE TABLE checkpoint (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  code text NOT NULL UNIQUE,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  border text NOT NULL CHECK (border IN ('city', 'district', 'road')),
  state text NOT NULL CHECK (state IN ('staffed', 'open', 'closed')),
  state_since timestamptz NOT NULL,
  lanes integer NOT NULL CHECK (lanes > 0),
  bearing_degrees double precision NOT NULL,
  geom geometry(Point, 4326) NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX checkpoint_geom ON checkpoint USING gist (geom);
CREATE INDEX checkpoint_area ON checkpoint (area_code);

CREATE TABLE institution (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('school', 'kindergarten', 'hospital', 'market', 'property_company', 'office_tower', 'plant', 'bank', 'station')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  grade integer NOT NULL CHECK (grade BETWEEN 1 AND 3),
  guard_posts integer NOT NULL CHECK (guard_posts >= 0),
  inspection_due_on date NOT NULL,
  geom geometry(Point, 4326) NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX institution_geom ON institution USING gist (geom);
CREATE INDEX institution_area ON institution (area_code);

CREATE TABLE device (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  code text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('camera', 'alarm_button', 'sensor')),
  health text NOT NULL CHECK (health IN ('ok', 'degraded', 'offline')),
  health_since timestamptz NOT NULL,
  bearing_degrees double precision,
  field_of_view_degrees double precision,
  range_metres double precision,
  geom geometry(Point, 4326) NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX device_geom ON device USING gist (geom);
CREATE INDEX device_area ON device (area_code);

CREATE TABLE route (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  code text NOT NULL UNIQUE,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  vehicle text NOT NULL CHECK (vehicle IN ('foot', 'bicycle', 'motorcycle', 'car')),
  shift text NOT NULL CHECK (shift IN ('night', 'day', 'evening')),
  length_metres double precision NOT NULL,
  geom geometry(LineString, 4326) NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX route_geom ON route USING gist (geom);
CREATE INDEX route_area ON route (area_code);

CREATE TABLE unit (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  code text NOT NULL UNIQUE,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('brigade', 'squad')),
  vehicle text NOT NULL CHECK (vehicle IN ('foot', 'bicycle', 'motorcycle', 'car')),
  crew_size integer NOT NULL CHECK (crew_size > 0),
  shift text NOT NULL CHECK (shift IN ('night', 'day', 'evening')),
  state text NOT NULL CHECK (state IN ('off_duty', 'available', 'patrolling', 'en_route', 'on_scene', 'unavailable')),
  state_since timestamptz NOT NULL,
  route_id uuid REFERENCES route (id),
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX unit_area ON unit (area_code);

-- The latest position of each unit; not an event. `received_seq` orders what was received, for the live frame.
CREATE TABLE unit_position (
  unit_id uuid PRIMARY KEY REFERENCES unit (id),
  geom geometry(Point, 4326) NOT NULL,
  heading_degrees real,
  speed_kmh real,
  accuracy_metres real,
  fix_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX unit_position_received ON unit_position (received_at);

CREATE TABLE unit_position_history (
  unit_id uuid NOT NULL,
  fix_at timestamptz NOT NULL,
  lng7 integer NOT NULL,
  lat7 integer NOT NULL,
  heading_degrees real,
  speed_kmh real,
  accuracy_metres real,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (unit_id, fix_at)
) PARTITION BY RANGE (fix_at);
-- Daily partitions are made by the server ahead of time; what none covers lands here.
CREATE TABLE unit_position_history_rest PARTITION OF unit_position_history DEFAULT;

CREATE TABLE incident (
  id uuid PRIMARY KEY, -- UUIDv7 of reported_at
  area_code text COLLATE "C" NOT NULL,
  number text NOT NULL,
  type text NOT NULL CHECK (type IN ('theft', 'burglary', 'snatch', 'assault', 'fraud', 'dispute', 'collision', 'noise', 'fire', 'hazard', 'damage', 'assistance')),
  priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 4),
  status text NOT NULL CHECK (status IN ('reported', 'verified', 'assigned', 'en_route', 'on_scene', 'resolved', 'closed', 'duplicate', 'false_alarm', 'cancelled')),
  source text NOT NULL CHECK (source IN ('report', 'patrol', 'device')),
  net text NOT NULL CHECK (net IN ('street', 'community', 'checkpoint', 'institution', 'technology')),
  text text NOT NULL DEFAULT '',
  reported_at timestamptz NOT NULL,
  verified_at timestamptz,
  assigned_at timestamptz,
  arrived_at timestamptz,
  resolved_at timestamptz,
  unit_id uuid,
  geom geometry(Point, 4326) NOT NULL,
  import_batch_id uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX incident_geom ON incident USING gist (geom);
CREATE INDEX incident_reported ON incident (reported_at, id);
CREATE INDEX incident_area ON incident (area_code, reported_at);
CREATE INDEX incident_number ON incident (number);
CREATE INDEX incident_batch ON incident (import_batch_id) WHERE import_batch_id IS NOT NULL;
CREATE INDEX incident_open ON incident (area_code) WHERE status IN ('reported', 'verified', 'assigned', 'en_route', 'on_scene');

CREATE TABLE road_node (
  id integer PRIMARY KEY,
  lng7 integer NOT NULL,
  lat7 integer NOT NULL
);

CREATE TABLE road (
  id integer PRIMARY KEY,
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  class text NOT NULL CHECK (class IN ('motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential', 'track')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  one_way boolean NOT NULL,
  bridge boolean NOT NULL DEFAULT false,
  length_metres real NOT NULL,
  speed_kmh real NOT NULL,
  geom geometry(LineString, 4326) NOT NULL,
  import_batch_id uuid
);
CREATE INDEX road_geom ON road USING gist (geom);

CREATE TABLE land (
  id integer PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('river', 'lake', 'park', 'forest', 'farmland', 'residential', 'commercial', 'industrial', 'education', 'railway')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  min_zoom smallint NOT NULL,
  geom geometry(MultiPolygon, 4326) NOT NULL
);
CREATE INDEX land_geom ON land USING gist (geom);

CREATE TABLE account (
  id uuid PRIMARY KEY,
  login text NOT NULL UNIQUE,
  display_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'operator', 'dispatcher', 'planner', 'supervisor', 'admin')),
  scope_code text COLLATE "C" NOT NULL,
  password_hash text, -- argon2id; null: no password sign-in
  disabled boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- A browser's session or a program's bearer token; only the SHA-256 of its secret is kept.
CREATE TABLE session (
  secret_hash text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('cookie', 'bearer')),
  label text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE idempotency (
  account_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status smallint NOT NULL,
  response jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, key)
);

-- Append-only, gapless and hash-chained: the only source of the live stream, replay, audit and response-time figures.
CREATE TABLE event (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id uuid, -- null: the system
  noun text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('create', 'update', 'delete', 'bulk')),
  subject_id text NOT NULL,
  area_code text COLLATE "C" NOT NULL, -- where it is after the change
  old_area_code text COLLATE "C",      -- where it was, if elsewhere
  before jsonb,
  after jsonb,
  prev_hash text NOT NULL,
  hash text NOT NULL
);
CREATE INDEX event_subject ON event (subject_id, seq);

-- The head of the log: locked by every writer, which makes `seq` gapless and in commit order.
CREATE TABLE event_head (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  seq bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO event_head (seq, hash) VALUES (0, '');

CREATE TABLE feed (
  name text PRIMARY KEY CHECK (name IN ('incidents', 'units', 'checkpoints', 'devices')),
  expected_interval_seconds integer NOT NULL,
  last_seen_at timestamptz
);
INSERT INTO feed (name, expected_interval_seconds) VALUES ('incidents', 120), ('units', 5), ('checkpoints', 300), ('devices', 60);

CREATE TABLE import_batch (
  id uuid PRIMARY KEY,
  noun text NOT NULL,
  file_name text NOT NULL,
  crs text NOT NULL,
  mapping jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('checking', 'checked', 'importing', 'done', 'failed', 'undone')),
  scope_code text COLLATE "C" NOT NULL,
  account_id uuid,
  rows_read integer NOT NULL DEFAULT 0,
  rows_written integer NOT NULL DEFAULT 0,
  rows_refused integer NOT NULL DEFAULT 0,
  report jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  undone_at timestamptz
);

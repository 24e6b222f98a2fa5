-- Who goes which round in a shift of a day. Times of stops are whole seconds.
CREATE TABLE patrol_plan (
  id uuid PRIMARY KEY, -- UUIDv7 of when it was made
  area_code text COLLATE "C" NOT NULL, -- the scope of who made it
  day date NOT NULL, -- of the city's calendar
  shift text NOT NULL CHECK (shift IN ('night', 'day', 'evening')),
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'issued', 'withdrawn')),
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  issued_at timestamptz,
  issued_by uuid,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX patrol_plan_day ON patrol_plan (day, shift);

CREATE TABLE patrol_round (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES patrol_plan (id) ON DELETE CASCADE,
  position integer NOT NULL,
  unit_id uuid NOT NULL,
  unit_code text NOT NULL, -- as it was called then
  day date NOT NULL, -- of the plan
  shift text NOT NULL,
  issued boolean NOT NULL,
  post jsonb, -- where it sets out and returns to; null: it begins at its first stop
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (starts_at <= ends_at),
  length_metres double precision NOT NULL,
  travel_seconds double precision NOT NULL,
  geom geometry(LineString, 4326), -- null: the city has no roads
  UNIQUE (plan_id, unit_id)
);
-- No unit goes two rounds in one shift, however many people give them out at once.
CREATE UNIQUE INDEX patrol_round_issued ON patrol_round (day, shift, unit_id) WHERE issued;

CREATE TABLE patrol_stop (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES patrol_round (id) ON DELETE CASCADE,
  position integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('posts', 'institutions', 'checkpoints', 'grids', 'cells', 'points')),
  place_id text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  geom geometry(Point, 4326) NOT NULL,
  arrive_at timestamptz NOT NULL,
  leave_at timestamptz NOT NULL CHECK (arrive_at < leave_at),
  travel_seconds double precision NOT NULL,
  window_minutes integer NOT NULL CHECK (window_minutes >= 0),
  radius_metres integer NOT NULL CHECK (radius_metres > 0),
  check_in text NOT NULL CHECK (check_in IN ('geofence', 'hand', 'qr'))
);
CREATE INDEX patrol_stop_round ON patrol_stop (round_id, position);
CREATE INDEX patrol_stop_place ON patrol_stop (kind, place_id, arrive_at);

-- A plan to be made again on some days of the week: times are seconds from the begin of the shift.
CREATE TABLE patrol_template (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  shift text NOT NULL CHECK (shift IN ('night', 'day', 'evening')),
  weekdays integer[] NOT NULL, -- 1 Monday to 7 Sunday
  rounds jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);

-- What stands on the code that hangs at a place: who reads it out was there.
CREATE TABLE patrol_code (
  place_kind text NOT NULL CHECK (place_kind IN ('posts', 'institutions', 'checkpoints', 'grids', 'cells', 'points')),
  place_id text COLLATE "C" NOT NULL,
  code text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (place_kind, place_id)
);

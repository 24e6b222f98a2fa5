-- Stays of units at places: told by their positions (then made anew where positions come late), by hand, or by a code on the spot.
CREATE TABLE patrol_visit (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  place_kind text NOT NULL CHECK (place_kind IN ('posts', 'institutions', 'checkpoints', 'grids', 'cells', 'points')),
  place_id text COLLATE "C" NOT NULL, -- an id, of a grid its code
  stop_id uuid, -- the stop of a round that it was told for
  how text NOT NULL CHECK (how IN ('geofence', 'hand', 'qr')),
  arrived_at timestamptz NOT NULL,
  left_at timestamptz NOT NULL CHECK (arrived_at <= left_at), -- while it goes on: the newest position there
  goes_on boolean NOT NULL
);
CREATE UNIQUE INDEX patrol_visit_seen ON patrol_visit (unit_id, arrived_at, place_kind, place_id) WHERE how = 'geofence';
CREATE INDEX patrol_visit_left ON patrol_visit (left_at);
CREATE INDEX patrol_visit_place ON patrol_visit (place_id, left_at);

-- How far the positions of each unit were gone through for its visits.
CREATE TABLE visit_bookmark (
  unit_id uuid PRIMARY KEY,
  settled_at timestamptz, -- from here on they are gone through again; null: none yet
  seen_at timestamptz, -- the newest that was gone through
  late_from timestamptz -- the earliest that came since and is older
);

-- Which pieces of each road units drove in each shift: bit k is the k-th from its start (core/patrol/road-pieces.ts).
CREATE TABLE road_drive (
  shift_at timestamptz NOT NULL, -- when the shift began
  road_id integer NOT NULL,
  pieces integer NOT NULL,
  PRIMARY KEY (shift_at, road_id)
);

-- Cordons round a place (core/contract/cordon.ts). About places and roads: no word about a person is kept.
CREATE TABLE cordon (
  id uuid PRIMARY KEY, -- UUIDv7 of when it was set
  area_code text COLLATE "C" NOT NULL, -- the grid of its place
  geom geometry(Point, 4326) NOT NULL,
  incident_id uuid,
  since_at timestamptz NOT NULL,
  travel text NOT NULL CHECK (travel IN ('foot', 'bicycle', 'car')),
  slow double precision NOT NULL CHECK (slow > 0),
  fast double precision NOT NULL CHECK (fast >= slow),
  direction_degrees double precision,
  exits text NOT NULL CHECK (exits IN ('city', 'ring')),
  ring_at timestamptz,
  margin_seconds double precision NOT NULL,
  state text NOT NULL CHECK (state IN ('set', 'stood_down')),
  set_at timestamptz NOT NULL,
  set_by uuid NOT NULL,
  stood_down_at timestamptz,
  stood_down_by uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((exits = 'ring') = (ring_at IS NOT NULL)),
  CHECK ((state = 'stood_down') = (stood_down_at IS NOT NULL) AND (stood_down_at IS NULL) = (stood_down_by IS NULL))
);
CREATE INDEX cordon_area ON cordon (area_code, set_at);
CREATE INDEX cordon_standing ON cordon (set_at) WHERE state = 'set';

CREATE TABLE cordon_position (
  id uuid PRIMARY KEY,
  cordon_id uuid NOT NULL REFERENCES cordon (id),
  checkpoint_id uuid,
  node_id integer, -- of road_node
  geom geometry(Point, 4326) NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  unit_id uuid, -- null: the checkpoint's own people hold it
  state text NOT NULL CHECK (state IN ('sent', 'in_place', 'released')),
  due_at timestamptz NOT NULL,
  arrives_at timestamptz NOT NULL,
  sent_at timestamptz NOT NULL,
  in_place_at timestamptz,
  released_at timestamptz,
  checkpoint_was text CHECK (checkpoint_was IN ('staffed', 'open', 'closed')),
  CHECK ((checkpoint_id IS NULL) <> (node_id IS NULL)),
  CHECK (unit_id IS NOT NULL OR checkpoint_id IS NOT NULL),
  CHECK (checkpoint_was IS NULL OR checkpoint_id IS NOT NULL),
  CHECK ((state = 'released') = (released_at IS NOT NULL))
);
CREATE INDEX cordon_position_of ON cordon_position (cordon_id);
-- No unit holds two positions, however many people send it at once.
CREATE UNIQUE INDEX cordon_position_unit ON cordon_position (unit_id) WHERE state IN ('sent', 'in_place');

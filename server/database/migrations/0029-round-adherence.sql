-- How far the positions of the unit of an issued round were held against its way. Goes with the round: another way is followed from its start.
CREATE TABLE round_track (
  round_id uuid PRIMARY KEY REFERENCES patrol_round (id) ON DELETE CASCADE,
  settled_at timestamptz NOT NULL, -- from here on positions are looked at again
  seen_at timestamptz NOT NULL, -- the newest that was looked at
  driven bytea NOT NULL -- of each piece of the way: 1 if it was driven (core/patrol/planned-line.ts)
);

-- Times in which a unit was off the way of its round for no known reason: told by its positions, anew where these come late. Stays when the plan is changed.
CREATE TABLE patrol_straying (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  from_at timestamptz NOT NULL,
  detected_at timestamptz NOT NULL CHECK (from_at <= detected_at), -- when it had lasted long enough to count
  to_at timestamptz, -- null: not back, or nothing was heard of the unit before it was
  goes_on boolean NOT NULL,
  most_metres double precision NOT NULL,
  place geometry(Point, 4326) NOT NULL, -- where it was so far off
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
);
CREATE INDEX patrol_straying_round ON patrol_straying (round_id, from_at);
CREATE INDEX patrol_straying_detected ON patrol_straying (detected_at);

-- A road that nobody may use for a while. It is found again among the roads by its place and heading, so that an import of roads does not lose it.
CREATE TABLE road_closure (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  name_zh text NOT NULL, -- of the road
  name_en text NOT NULL,
  reason text NOT NULL CHECK (reason IN ('works', 'crash', 'event', 'flood', 'fire', 'police', 'other')),
  heading_degrees real CHECK (heading_degrees >= 0 AND heading_degrees < 360), -- of the way that is closed; null: both
  on_foot boolean NOT NULL,
  from_at timestamptz NOT NULL,
  until_at timestamptz, -- null: until it is lifted
  lifted_at timestamptz,
  place geometry(Point, 4326) NOT NULL,
  geom geometry(LineString, 4326) NOT NULL, -- the road as it was then
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (from_at < until_at)
);
CREATE INDEX road_closure_open ON road_closure (until_at) WHERE lifted_at IS NULL;

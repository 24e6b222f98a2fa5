-- Notes on the maps of analyses. A sheet holds those of one analysis: the id of a saved result, or one that the page made.
CREATE TABLE analysis_note (
  id uuid PRIMARY KEY, -- UUIDv7 of when it was written
  sheet_id uuid NOT NULL,
  area_code text COLLATE "C" NOT NULL, -- the grid of its place
  geom geometry(Point, 4326) NOT NULL,
  text text NOT NULL,
  question text NOT NULL, -- core/analysis/questions.ts
  from_at timestamptz, -- the time that was looked at; both null: the whole history
  to_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (from_at < to_at),
  CHECK ((from_at IS NULL) = (to_at IS NULL))
);
CREATE INDEX analysis_note_sheet ON analysis_note (sheet_id, created_at);
CREATE INDEX analysis_note_area ON analysis_note (area_code, created_at);
ALTER TABLE analysis ADD COLUMN sheet_id uuid; -- of the notes that were on its map when it was saved; null: there were none

-- Saved results of analyses: what each was made of, and the digests that must come out when it is made again. Never changed.
CREATE TABLE analysis (
  id uuid PRIMARY KEY, -- UUIDv7 of when it was saved
  area_code text COLLATE "C" NOT NULL, -- whose incidents were counted
  title text NOT NULL,
  method text NOT NULL,
  parameters jsonb NOT NULL, -- core/contract/analysis.ts, as are filter and figures
  formula_version integer NOT NULL,
  seed integer,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  filter jsonb NOT NULL,
  incidents integer NOT NULL,
  figures jsonb NOT NULL,
  input_digest text NOT NULL,
  result_digest text NOT NULL,
  read_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (from_at < to_at)
);
CREATE INDEX analysis_area ON analysis (area_code, created_at);

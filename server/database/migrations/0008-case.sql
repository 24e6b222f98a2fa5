-- Cases of places and risk files of what is planned. Closed sets: core/case/vocabulary.ts; kinds, organisations and acts have no CHECK
-- because cities add to them. Days are of the city's zone.
CREATE TABLE case_file (
  id uuid PRIMARY KEY, -- UUIDv7 of opened_at
  area_code text COLLATE "C" NOT NULL,
  number text NOT NULL UNIQUE,
  kind text NOT NULL,
  grade smallint NOT NULL CHECK (grade BETWEEN 1 AND 3),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  text text NOT NULL DEFAULT '',
  status text NOT NULL CHECK (status IN ('open', 'evaluated', 'closed')),
  held_by text NOT NULL CHECK (held_by IN ('community', 'street', 'district', 'city')),
  owner text NOT NULL,
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  evaluation text CHECK (evaluation IN ('resolved', 'contained', 'unresolved')),
  outcome text CHECK (outcome IN ('settled', 'rectified', 'referred', 'unfounded')),
  closed_at timestamptz,
  actions jsonb NOT NULL DEFAULT '[]', -- core/contract/case.ts: CaseAction[]
  last_act text NOT NULL,
  last_reason text NOT NULL DEFAULT '',
  geom geometry(Point, 4326) NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((status = 'closed') = (outcome IS NOT NULL)),
  CHECK (status = 'open' OR evaluation IS NOT NULL)
);
CREATE INDEX case_file_geom ON case_file USING gist (geom);
CREATE INDEX case_file_area ON case_file (area_code);
CREATE INDEX case_file_standing ON case_file (area_code) WHERE status <> 'closed';

CREATE TABLE risk_file (
  id uuid PRIMARY KEY,
  area_code text COLLATE "C" NOT NULL,
  number text NOT NULL UNIQUE,
  kind text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  text text NOT NULL DEFAULT '',
  owner text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'submitted', 'returned', 'signed_off', 'evaluated', 'withdrawn')),
  checklist jsonb NOT NULL, -- core/contract/risk.ts: RiskAnswer[]
  grade text NOT NULL CHECK (grade IN ('low', 'medium', 'high')),
  grade_reason text NOT NULL DEFAULT '',
  measures jsonb NOT NULL DEFAULT '[]', -- RiskMeasure[]
  author_id uuid,
  submitted_by uuid,
  signed_by uuid,
  signed_at timestamptz,
  result text CHECK (result IN ('smooth', 'minor', 'serious')),
  last_act text NOT NULL,
  last_reason text NOT NULL DEFAULT '',
  geom geometry(Point, 4326) NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (starts_at < ends_at),
  CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
  CHECK (signed_by <> author_id AND signed_by <> submitted_by)
);
CREATE INDEX risk_file_geom ON risk_file USING gist (geom);
CREATE INDEX risk_file_area ON risk_file (area_code);
CREATE INDEX risk_file_standing ON risk_file (area_code) WHERE status NOT IN ('evaluated', 'withdrawn');

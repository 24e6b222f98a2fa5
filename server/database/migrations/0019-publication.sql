-- Drafts come into force. A grid of a plan says which grids it was made of; what a person said of grids that are new or change waits with the draft.
ALTER TABLE plan
  ADD COLUMN replaces_id uuid REFERENCES plan (id), -- of a draft that brings its origin back: the plan that was in force then; null: the origin itself
  ADD COLUMN published_by uuid,
  ADD COLUMN published_at timestamptz;
ALTER TABLE grid ADD COLUMN parents uuid[] NOT NULL DEFAULT '{}';

CREATE TABLE plan_grid (
  plan_id uuid NOT NULL REFERENCES plan (id),
  grid_id uuid NOT NULL,
  name_zh text, -- null: by rule
  name_en text,
  residents integer CHECK (residents >= 0), -- null: by the areas it is made of
  dwellings integer CHECK (dwellings >= 0),
  PRIMARY KEY (plan_id, grid_id)
);

-- Of a draft: who is to be on duty in a grid. Of a plan that is over: who was, in those grids that the plan after it changed.
CREATE TABLE plan_staff (
  plan_id uuid NOT NULL REFERENCES plan (id),
  grid_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('manager', 'assistant', 'supervisor', 'officer')),
  official_name_zh text NOT NULL,
  official_name_en text NOT NULL,
  PRIMARY KEY (plan_id, grid_id, role)
);

-- The grid that an incident had under a plan that is over, written only when the plan after it gave it another one; `incident.area_code` is that of now. Its
-- grid under a plan: the row of the earliest plan from that one on, else that of now.
CREATE TABLE attribution (
  incident_id uuid NOT NULL,
  plan_id uuid NOT NULL REFERENCES plan (id),
  area_code text COLLATE "C" NOT NULL,
  PRIMARY KEY (incident_id, plan_id)
);
CREATE INDEX attribution_plan ON attribution (plan_id);

-- A draft is a plan of its own that has no rows of nodes, arcs and grids yet: it is its origin and the changes made to that. They are written
-- when it is published, under the numbers they have in the draft, which no other draft ever gives (`plan_lane`).
ALTER TABLE plan DROP CONSTRAINT plan_status_check;
ALTER TABLE plan ALTER COLUMN effective_from DROP NOT NULL;
ALTER TABLE plan
  ADD CONSTRAINT plan_status_check
    CHECK (status IN ('draft', 'review', 'approved', 'scheduled', 'in_force', 'superseded', 'withdrawn')),
  ADD CONSTRAINT plan_effective CHECK (effective_from IS NOT NULL OR status IN ('draft', 'review', 'approved', 'withdrawn')),
  ADD COLUMN origin_id uuid REFERENCES plan (id), -- the published plan whose rows the changes begin from; null: none before it
  ADD COLUMN edit_level text NOT NULL DEFAULT 'grid' CHECK (edit_level IN ('district', 'street', 'community', 'grid')),
  ADD COLUMN scope_code text COLLATE "C" NOT NULL DEFAULT '', -- the area in which it may change anything; '' for plans that were imported or seeded
  ADD COLUMN note text NOT NULL DEFAULT '',
  ADD COLUMN created_by uuid,
  ADD COLUMN submitted_by uuid,
  ADD COLUMN submitted_at timestamptz,
  ADD COLUMN approved_by uuid,
  ADD COLUMN approved_at timestamptz,
  ADD COLUMN change_seq integer NOT NULL DEFAULT 0, -- of its last change
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX plan_open ON plan (created_at) WHERE status IN ('draft', 'review', 'approved', 'scheduled');

-- Each editor of a draft gives numbers to new nodes and arcs from a lane of its own: two that edit at once never give the same.
CREATE SEQUENCE plan_lane;

-- What was done to a draft, in order; never changed. `change` has each node, arc, grid as it was and as it is, so that a draft is its origin with
-- them put in one after the other; `operation` is what was asked, and applied again it makes the same.
CREATE TABLE plan_change (
  plan_id uuid NOT NULL REFERENCES plan (id),
  seq integer NOT NULL,
  key uuid NOT NULL, -- made by the editor: sent twice, it is done once
  account_id uuid NOT NULL,
  editor_id uuid NOT NULL,
  at timestamptz NOT NULL,
  act text NOT NULL CHECK (act IN ('do', 'undo', 'redo')),
  of_seq integer, -- of an undo or redo: the step it takes back or makes again
  communities text[] NOT NULL,
  operation jsonb NOT NULL,
  first_node integer NOT NULL,
  first_arc integer NOT NULL,
  change jsonb NOT NULL,
  PRIMARY KEY (plan_id, seq),
  UNIQUE (plan_id, key)
);

-- Who may change the grids of a community just now.
CREATE TABLE plan_lease (
  plan_id uuid NOT NULL REFERENCES plan (id),
  community_code text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  editor_id uuid NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (plan_id, community_code)
);

CREATE TABLE plan_comment (
  id uuid PRIMARY KEY, -- UUIDv7 of when it was written
  plan_id uuid NOT NULL REFERENCES plan (id),
  geom geometry(Point, 4326) NOT NULL,
  text text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by uuid
);
CREATE INDEX plan_comment_plan ON plan_comment (plan_id, at);

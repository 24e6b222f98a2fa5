-- How an incident goes on: when it was taken in, who holds it, which deadlines it missed, what it repeats, what was remarked.
-- `plan_id` and `staff` are the plan and the staff of the grid when it was taken in; null for what was imported or seeded.
ALTER TABLE incident
  ADD COLUMN recorded_at timestamptz,
  ADD COLUMN reopened_at timestamptz,
  ADD COLUMN held_by text NOT NULL DEFAULT 'community' CHECK (held_by IN ('community', 'street', 'district', 'city')),
  ADD COLUMN missed text[] NOT NULL DEFAULT '{}'
    CHECK (missed <@ ARRAY['answer', 'verify', 'assign', 'arrive', 'resolve']),
  ADD COLUMN duplicate_of uuid,
  ADD COLUMN remark_count integer NOT NULL DEFAULT 0,
  ADD COLUMN plan_id uuid REFERENCES plan (id),
  ADD COLUMN staff jsonb;
CREATE INDEX incident_duplicate_of ON incident (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- Never changed, never removed. A fact of the place has its kind and may have its point; `things` are [{noun, id}].
CREATE TABLE incident_remark (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  fact text CHECK (fact IN ('entrance', 'hydrant', 'closed_road', 'danger', 'meeting_point', 'shelter')),
  text text NOT NULL DEFAULT '',
  things jsonb NOT NULL DEFAULT '[]',
  geom geometry(Point, 4326)
);
CREATE INDEX incident_remark_incident ON incident_remark (incident_id, at);

-- What units can do and when they serve (core/vocabulary.ts, core/duty/rota.ts).
ALTER TABLE unit
  ADD COLUMN skills text[] NOT NULL DEFAULT '{}' CHECK (skills <@ ARRAY[
    'first_aid', 'mediation', 'traffic_control', 'crowd_control', 'fire_fighting', 'water_rescue', 'drone', 'dog', 'bilingual']),
  ADD COLUMN brigade_id uuid REFERENCES unit (id),
  ADD COLUMN rota jsonb, -- { cycle, anchorDay }; null: its shift each day
  ADD COLUMN exceptions jsonb NOT NULL DEFAULT '[]'; -- [{ day, duty }], by day
CREATE INDEX unit_brigade ON unit (brigade_id) WHERE brigade_id IS NOT NULL;

-- What units that go to an incident should be able to do, by its type.
CREATE TABLE skill_need (
  incident_type text PRIMARY KEY,
  wanted text[] NOT NULL,
  required text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO skill_need (incident_type, wanted, required) VALUES
  ('theft', '{}', '{}'),
  ('burglary', '{}', '{}'),
  ('snatch', '{}', '{}'),
  ('assault', '{}', '{}'),
  ('fraud', '{}', '{}'),
  ('dispute', '{mediation}', '{}'),
  ('collision', '{traffic_control}', '{}'),
  ('noise', '{}', '{}'),
  ('fire', '{fire_fighting}', '{}'),
  ('hazard', '{}', '{}'),
  ('damage', '{}', '{}'),
  ('assistance', '{}', '{}');

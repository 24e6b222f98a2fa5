-- No unit is bound to two open incidents, however many people send it at once.
CREATE UNIQUE INDEX incident_unit_bound ON incident (unit_id) WHERE status IN ('assigned', 'en_route', 'on_scene');

-- That a unit was sent, and what was recommended at that moment (core/contract/recommendation.ts). Never changed.
CREATE TABLE dispatch_decision (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  confirmed text[] NOT NULL,
  recommendation jsonb NOT NULL
);
CREATE INDEX dispatch_decision_incident ON dispatch_decision (incident_id, at);

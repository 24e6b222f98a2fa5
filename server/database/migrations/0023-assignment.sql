-- That a unit was sent to an incident, and how far it got: apart from the unit's own state and from the incident's status.
CREATE TABLE assignment (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('sent', 'acknowledged', 'en_route', 'arrived', 'cleared', 'taken_back', 'declined')),
  -- What happened in its order (core/contract/assignment.ts); only ever added to.
  steps jsonb NOT NULL
);
-- No unit has two open assignments, however many people send it at once.
CREATE UNIQUE INDEX assignment_unit_open ON assignment (unit_id) WHERE state IN ('sent', 'acknowledged', 'en_route', 'arrived');
CREATE INDEX assignment_incident ON assignment (incident_id);
CREATE INDEX assignment_unit ON assignment (unit_id, id);

-- Units that are bound now have been sent, and those on the scene have arrived.
INSERT INTO assignment (id, incident_id, unit_id, state, steps)
SELECT gen_random_uuid(), i.id, i.unit_id,
  CASE i.status WHEN 'assigned' THEN 'sent' WHEN 'en_route' THEN 'en_route' ELSE 'arrived' END,
  jsonb_build_array(jsonb_build_object('state', 'sent', 'doneAt', sent.at, 'receivedAt', sent.at, 'accountId', NULL)) ||
  CASE WHEN i.status = 'assigned' THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object(
    'state', CASE i.status WHEN 'en_route' THEN 'en_route' ELSE 'arrived' END, 'doneAt', last.at, 'receivedAt', last.at, 'accountId', NULL)) END
FROM incident i
CROSS JOIN LATERAL (SELECT to_char(coalesce(i.assigned_at, i.updated_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at) sent
CROSS JOIN LATERAL (SELECT to_char(greatest(coalesce(i.assigned_at, i.updated_at), coalesce(i.arrived_at, i.updated_at)) AT TIME ZONE 'UTC',
  'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at) last
WHERE i.unit_id IS NOT NULL AND i.status IN ('assigned', 'en_route', 'on_scene');

-- The account of a unit's phone: it is of that unit, and of nothing else.
ALTER TABLE account ADD COLUMN unit_id uuid;
ALTER TABLE account DROP CONSTRAINT account_role_check;
ALTER TABLE account ADD CONSTRAINT account_role_check
  CHECK (role IN ('viewer', 'operator', 'dispatcher', 'planner', 'supervisor', 'admin', 'unit'));
ALTER TABLE account ADD CONSTRAINT account_of_unit CHECK ((role = 'unit') = (unit_id IS NOT NULL));

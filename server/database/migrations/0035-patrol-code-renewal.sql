-- A code can be replaced by another one; it is kept, so that an old sheet is told from a wrong one.
ALTER TABLE patrol_code ADD COLUMN replaced_at timestamptz; -- null: this one hangs at the place
ALTER TABLE patrol_code ALTER COLUMN code TYPE text COLLATE "C";
ALTER TABLE patrol_code DROP CONSTRAINT patrol_code_pkey;
ALTER TABLE patrol_code ADD PRIMARY KEY (code);
CREATE UNIQUE INDEX patrol_code_place ON patrol_code (place_kind, place_id) WHERE replaced_at IS NULL;
-- Whose rounds a unit goes, newest first.
CREATE INDEX patrol_round_unit ON patrol_round (unit_id, ends_at) WHERE issued;
CREATE INDEX patrol_visit_told ON patrol_visit (stop_id) WHERE how <> 'geofence';
CREATE INDEX patrol_visit_open ON patrol_visit (unit_id) WHERE how <> 'geofence' AND goes_on;

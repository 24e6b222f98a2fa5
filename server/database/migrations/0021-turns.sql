-- Who may use a road where that differs from its class, and where the roads that meet may not follow each other.
ALTER TABLE road ADD COLUMN vehicles text[]
  CHECK (vehicles <@ ARRAY['foot', 'bicycle', 'motorcycle', 'car']); -- null: as its class says

CREATE TABLE turn_restriction (
  from_road integer NOT NULL REFERENCES road (id) ON DELETE CASCADE,
  via_node integer NOT NULL,
  to_road integer NOT NULL REFERENCES road (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('no', 'only')), -- only: of all that leave the node none but this
  except_vehicles text[] NOT NULL DEFAULT '{}' CHECK (except_vehicles <@ ARRAY['foot', 'bicycle', 'motorcycle', 'car']),
  PRIMARY KEY (from_road, via_node, to_road, kind)
);
CREATE INDEX turn_restriction_to ON turn_restriction (to_road);

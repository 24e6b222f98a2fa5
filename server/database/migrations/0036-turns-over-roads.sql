-- A turn may lead over roads: those between the first and the last, in order, from the node on.
ALTER TABLE turn_restriction ADD COLUMN via_roads integer[] NOT NULL DEFAULT '{}';
ALTER TABLE turn_restriction DROP CONSTRAINT turn_restriction_pkey;
ALTER TABLE turn_restriction ADD PRIMARY KEY (from_road, via_node, via_roads, to_road, kind);

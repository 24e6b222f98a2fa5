-- Undoing an import of roads finds them in pieces, each without reading the whole table.
CREATE INDEX road_batch ON road (import_batch_id) WHERE import_batch_id IS NOT NULL;

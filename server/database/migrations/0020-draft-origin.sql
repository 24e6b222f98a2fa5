-- A draft can be brought onto a plan that came into force since it began: `origin_id` is that plan then, and its steps are written once more, as they are on it.
ALTER TABLE plan ADD COLUMN origin_seq integer NOT NULL DEFAULT 0; -- its changes up to this one were made on an earlier origin

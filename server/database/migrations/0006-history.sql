-- The past: state at an instant from the event log, and keyframes that make it quick.
CREATE INDEX event_at ON event (at, seq);
CREATE INDEX event_noun_at ON event (noun, at);

-- Everything of a noun as it was at an instant, the whole city. A cache: what is missing here is read from the log.
CREATE TABLE past_keyframe (
  noun text NOT NULL,
  at timestamptz NOT NULL,
  things integer NOT NULL,
  body bytea NOT NULL, -- gzipped JSON: the Features
  PRIMARY KEY (noun, at)
);
ALTER TABLE past_keyframe ALTER COLUMN body SET STORAGE EXTERNAL;

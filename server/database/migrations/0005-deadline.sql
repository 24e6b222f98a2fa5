-- Seconds from the report within which each step is to be reached, by priority.
CREATE TABLE response_target (
  priority smallint PRIMARY KEY CHECK (priority BETWEEN 1 AND 4),
  answer_seconds integer NOT NULL CHECK (answer_seconds > 0),
  verify_seconds integer NOT NULL CHECK (verify_seconds > 0),
  assign_seconds integer NOT NULL CHECK (assign_seconds > 0),
  arrive_seconds integer NOT NULL CHECK (arrive_seconds > 0),
  resolve_seconds integer NOT NULL CHECK (resolve_seconds > 0),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO response_target (priority, answer_seconds, verify_seconds, assign_seconds, arrive_seconds, resolve_seconds) VALUES
  (1, 15, 60, 120, 480, 3600),
  (2, 15, 120, 300, 900, 7200),
  (3, 20, 300, 900, 1800, 14400),
  (4, 30, 900, 1800, 3600, 28800);

-- The shift's handover: what the outgoing side signed off, frozen, and who took it over; notes that are carried on until struck out.
CREATE TABLE handover (
  id uuid PRIMARY KEY, -- UUIDv7 of the sign-off
  area_code text COLLATE "C" NOT NULL, -- what it is about: the scope of who signed it off
  shift text NOT NULL CHECK (shift IN ('night', 'day', 'evening')),
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL, -- when it was signed off
  summary jsonb NOT NULL, -- core/contract/handover.ts, as it was then
  summary_hash text NOT NULL, -- SHA-256 of the summary, which its event bears too
  signed_off_by uuid NOT NULL,
  signed_on_at timestamptz,
  signed_on_by uuid,
  alone_reason text,
  changes jsonb, -- what happened between the two signatures
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (from_at < to_at),
  CHECK ((signed_on_at IS NULL) = (signed_on_by IS NULL) AND (signed_on_at IS NULL) = (changes IS NULL))
);
CREATE INDEX handover_area ON handover (area_code, to_at);
-- One at a time waits to be taken over.
CREATE UNIQUE INDEX handover_waiting ON handover (area_code) WHERE signed_on_at IS NULL;

CREATE TABLE handover_note (
  id uuid PRIMARY KEY, -- UUIDv7 of when it was written
  area_code text COLLATE "C" NOT NULL, -- of what it is about, or the scope of who wrote it
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  text text NOT NULL,
  subject_noun text,
  subject_id uuid,
  subject_label text,
  struck_at timestamptz,
  struck_by uuid,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((subject_noun IS NULL) = (subject_id IS NULL) AND (subject_noun IS NULL) = (subject_label IS NULL)),
  CHECK ((struck_at IS NULL) = (struck_by IS NULL))
);
CREATE INDEX handover_note_standing ON handover_note (area_code, at) WHERE struck_at IS NULL;

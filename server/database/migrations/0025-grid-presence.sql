-- In which minutes of each half hour a unit was in each grid: bit k is the k-th minute.
CREATE TABLE grid_presence (
  half_hour_at timestamptz NOT NULL,
  grid_code text COLLATE "C" NOT NULL,
  minutes integer NOT NULL,
  PRIMARY KEY (half_hour_at, grid_code)
);

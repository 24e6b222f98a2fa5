-- The rule of units that were sent and do not acknowledge: core/live/rules/defaults.ts says the same.
INSERT INTO alarm_rule (kind, is_on, priority, limits) VALUES ('assignment_unacknowledged', true, 2, '{"seconds": 60}');

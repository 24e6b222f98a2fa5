import { ALARM_COLUMNS, alarmRows } from './alarm-tales.ts';
import { boundaryTables } from './boundary-tables.ts';
import { fileTables } from './file-tales.ts';
import { groundTables } from './ground-tables.ts';
import { ASSIGNMENT_COLUMNS, assignmentRows, INCIDENT_COLUMNS, incidentRows } from './incident-rows.ts';
import { netTables } from './net-tables.ts';
import type { SeededCity } from './seeded-city.ts';
import type { TableLoad } from './table-load.ts';
import { POSITION_COLUMNS, positionRows, UNIT_COLUMNS, unitRows } from './unit-rows.ts';

/** Every table that the demo city as it stands fills, parents before children. */
export function tablesOf(seeded: SeededCity): TableLoad[] {
  return [
    ...boundaryTables(seeded),
    ...groundTables(seeded),
    ...netTables(seeded),
    { table: 'unit', columns: UNIT_COLUMNS, rows: unitRows(seeded) },
    { table: 'unit_position', columns: POSITION_COLUMNS, rows: positionRows(seeded) },
    { table: 'incident', columns: INCIDENT_COLUMNS, rows: incidentRows(seeded) },
    { table: 'assignment', columns: ASSIGNMENT_COLUMNS, rows: assignmentRows(seeded) },
    ...fileTables(seeded),
    { table: 'alarm', columns: ALARM_COLUMNS, rows: alarmRows(seeded) },
  ];
}

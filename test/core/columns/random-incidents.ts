import {
  type IncidentColumns,
  type IncidentRow,
  incidentColumnsOf,
} from '../../../core/columns/incident-columns.ts';
import { IncidentTable } from '../../../core/columns/incident-table.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  NETS,
  PRIORITIES,
} from '../../../core/vocabulary.ts';

const GRIDS = ['630102001001001', '630102001001002', '630102002001001', '630103001001001', ''];

/** Incidents of about a year round Xining, in order of time; the same for the same number. */
export function randomIncidents(count: number, seed = 1): IncidentRow[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, () => ({
    reportedAt: 1_740_000_000 + Math.floor(random() * 31_536_000),
    lng7: Math.round((101.77 + (random() + random() - 1) * 0.1) * 1e7),
    lat7: Math.round((36.62 + (random() + random() - 1) * 0.08) * 1e7),
    type: one(INCIDENT_TYPES),
    priority: one(PRIORITIES),
    status: one(INCIDENT_STATUSES),
    net: one(NETS),
    source: one(INCIDENT_SOURCES),
    gridCode: one(GRIDS),
  })).sort((a, b) => a.reportedAt - b.reportedAt);
}

export function tableOf(rows: readonly IncidentRow[], zone = 'Asia/Shanghai'): IncidentTable {
  const table = new IncidentTable(zone);
  table.replace(0, 0, incidentColumnsOf(rows));
  return table;
}

/** The rows of a table as words again, for comparison. */
export function rowsOf({ columns }: { columns: IncidentColumns }): IncidentRow[] {
  return Array.from({ length: columns.count }, (_, i) => ({
    reportedAt: columns.reportedAt[i] as number,
    lng7: columns.lng7[i] as number,
    lat7: columns.lat7[i] as number,
    type: INCIDENT_TYPES[columns.type[i] as number] as IncidentRow['type'],
    priority: columns.priority[i] as IncidentRow['priority'],
    status: INCIDENT_STATUSES[columns.status[i] as number] as IncidentRow['status'],
    net: NETS[columns.net[i] as number] as IncidentRow['net'],
    source: INCIDENT_SOURCES[columns.source[i] as number] as IncidentRow['source'],
    gridCode: columns.gridCodes[columns.grid[i] as number] as string,
  }));
}

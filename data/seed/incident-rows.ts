import { cityDay, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_TYPES,
  type IncidentType,
  NETS,
  PRIORITIES,
} from '../../core/vocabulary.ts';
import type { Cell } from './csv.ts';
import type { Duty } from './duty.ts';
import { pointHex } from './ewkb.ts';
import { incidentText } from './incident-text.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

export const INCIDENT_COLUMNS = [
  'id',
  'area_code',
  'number',
  'type',
  'priority',
  'status',
  'source',
  'net',
  'text',
  'reported_at',
  'verified_at',
  'assigned_at',
  'arrived_at',
  'resolved_at',
  'unit_id',
  'geom',
  'updated_at',
] as const;

/** Steps of the work on an incident that its status has not reached yet. */
const REACHED = { reported: 0, verified: 1, assigned: 2, en_route: 2, on_scene: 3 } as const;

export function* incidentRows(seeded: SeededCity, duty: Duty): Generator<Cell[]> {
  const { city, asOfMs } = seeded;
  const { incidents, grids, units } = city;
  const unitIds = units.map((_, index) => seeded.id('unit', index));
  const nextNumber = numbering();
  for (let index = 0; index < incidents.count; index++) {
    const reportedMs = (incidents.reportedAt[index] as number) * 1000;
    const status = duty.statusOf(index);
    const steps = status in REACHED ? REACHED[status as keyof typeof REACHED] : 4;
    const at = (column: Uint32Array, step: number) => {
      const after = column[index] as number;
      return after > 0 && step <= steps ? new Date(reportedMs + after * 1000).toISOString() : null;
    };
    const grid = grids[incidents.grid[index] as number];
    const type = INCIDENT_TYPES[incidents.type[index] as number] as IncidentType;
    const times = [
      at(incidents.verifiedAfter, 1),
      at(incidents.assignedAfter, 2),
      at(incidents.arrivedAfter, 3),
      at(incidents.resolvedAfter, 4),
    ];
    const reportedAt = new Date(reportedMs).toISOString();
    const unit = duty.unitOf(index);
    yield [
      seeded.id('incident', index, reportedMs),
      grid?.code ?? '',
      nextNumber(reportedMs),
      type,
      PRIORITIES[incidents.priority[index] as number] as number,
      status,
      INCIDENT_SOURCES[incidents.source[index] as number] as string,
      NETS[incidents.net[index] as number] as string,
      incidentText(type, grid?.nameZh ?? '', mix(city.seed, index, 11, 0)),
      reportedAt,
      ...times,
      unit < 0 ? null : (unitIds[unit] as string),
      pointHex([incidents.lng7[index] as number, incidents.lat7[index] as number]),
      times.findLast((time) => time !== null) ?? new Date(Math.min(reportedMs, asOfMs)).toISOString(),
    ];
  }
}

/** yyMMdd-nnnn in the city's zone, in order of reporting. */
function numbering(): (reportedMs: number) => string {
  let day = '';
  let count = 0;
  return (reportedMs) => {
    const today = cityDay(DEFAULT_CITY_ZONE, reportedMs);
    count = today === day ? count + 1 : 1;
    day = today;
    return `${day.slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`;
  };
}

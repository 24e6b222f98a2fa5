import type { ReviewChange } from '../contract/review.ts';
import { STAGES } from '../incident/deadlines.ts';
import type { ReviewNoun } from './acts.ts';

/** What an event carries: a Feature, or a plain record (targets). */
export type Told = Readonly<Record<string, unknown>>;

/** Fields whose changes are told; the rest follows from them or says nothing to people. */
const FIELDS: Readonly<Record<ReviewNoun, readonly string[]>> = {
  incidents: [
    'status',
    'type',
    'priority',
    'net',
    'text',
    'unitId',
    'heldBy',
    'missed',
    'duplicateOf',
    'geometry',
    'areaCode',
  ],
  alarms: ['state', 'priority', 'shelvedUntil', 'shelvedReason', 'outOfServiceReason'],
  units: [
    'state',
    'code',
    'nameZh',
    'nameEn',
    'kind',
    'vehicle',
    'crewSize',
    'shift',
    'skills',
    'brigadeId',
    'rota',
    'exceptions',
    'routeId',
    'areaCode',
  ],
  checkpoints: ['state', 'code', 'nameZh', 'nameEn', 'border', 'lanes', 'staffedHours', 'geometry'],
  response_targets: STAGES,
};

/** The told fields that differ, in the order of their importance; none where the thing came or went. */
export function changesBetween(noun: ReviewNoun, before: Told | null, after: Told | null): ReviewChange[] {
  if (before === null || after === null) return [];
  return FIELDS[noun].flatMap((field) => {
    const [was, is] = [before, after].map((one) => fieldOf(noun, field, one));
    return was === is ? [] : [{ field, before: was ?? null, after: is ?? null }];
  });
}

function fieldOf(noun: ReviewNoun, field: string, told: Told): ReviewChange['before'] {
  if (field === 'geometry') return coordinatesOf(told);
  const from = noun === 'response_targets' ? told : (told.properties as Told | undefined);
  return plain(from?.[field]);
}

/** 'lng, lat' of a point, in degrees. */
function coordinatesOf({ geometry }: Told): string | null {
  const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: readonly number[] };
  return type === 'Point' && coordinates ? coordinates.slice(0, 2).join(', ') : null;
}

function plain(value: unknown): ReviewChange['before'] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
    ? value.join(' ')
    : JSON.stringify(value);
}

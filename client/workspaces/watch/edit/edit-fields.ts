import type { Hours } from '../../../../core/contract/hours.ts';
import type { LiveNoun } from '../../../../core/contract/live.ts';
import { type Action, mayDo } from '../../../../core/contract/permission.ts';
import type { Because } from '../../../../core/contract/reason.ts';
import { SKILLS } from '../../../../core/duty/vocabulary.ts';
import {
  type AccountRole,
  CHECKPOINT_STATES,
  DEVICE_HEALTHS,
  PROTECTION_GRADES,
  SHIFTS,
  UNIT_STATES,
  UNIT_VEHICLES,
} from '../../../../core/vocabulary.ts';

/** A plain value, spans of the week, a place, or none. */
export type FieldValue = string | number | boolean | object | null;

/** A property that is edited in the inspector. Bounds are those of core/contract. */
export type EditField = {
  name: string;
  /** What a role must be allowed to do. */
  action: Action;
  /** Set by one press, without the form. */
  isQuick?: true;
} & (
  | { kind: 'choice'; values: readonly (string | number)[] }
  | { kind: 'flag' }
  | { kind: 'day' }
  | { kind: 'whole'; minimum: number; maximum: number }
  | { kind: 'name'; maximum: number }
  | { kind: 'set'; values: readonly string[] }
  | { kind: 'hours' }
);

const NAMES: readonly EditField[] = [
  { name: 'nameZh', kind: 'name', maximum: 120, action: 'edit_unit' },
  { name: 'nameEn', kind: 'name', maximum: 120, action: 'edit_unit' },
];

/** What can be edited of each noun, in the order of the form. */
export const EDIT_FIELDS: Partial<Record<LiveNoun, readonly EditField[]>> = {
  units: [
    { name: 'state', kind: 'choice', values: UNIT_STATES, action: 'edit_unit', isQuick: true },
    { name: 'skills', kind: 'set', values: SKILLS, action: 'edit_unit' },
    { name: 'crewSize', kind: 'whole', minimum: 1, maximum: 50, action: 'edit_unit' },
    { name: 'vehicle', kind: 'choice', values: UNIT_VEHICLES, action: 'edit_unit' },
  ],
  routes: [
    ...NAMES,
    { name: 'shift', kind: 'choice', values: SHIFTS, action: 'edit_unit' },
    { name: 'vehicle', kind: 'choice', values: UNIT_VEHICLES, action: 'edit_unit' },
  ],
  checkpoints: [
    { name: 'state', kind: 'choice', values: CHECKPOINT_STATES, action: 'operate_checkpoint', isQuick: true },
    { name: 'staffedHours', kind: 'hours', action: 'edit_place' },
    { name: 'lanes', kind: 'whole', minimum: 1, maximum: 40, action: 'edit_place' },
  ],
  posts: [
    { name: 'staffed', kind: 'flag', action: 'edit_place', isQuick: true },
    { name: 'staffCount', kind: 'whole', minimum: 0, maximum: 500, action: 'edit_place' },
  ],
  institutions: [
    { name: 'grade', kind: 'choice', values: PROTECTION_GRADES, action: 'edit_place' },
    { name: 'guardPosts', kind: 'whole', minimum: 0, maximum: 500, action: 'edit_place' },
    { name: 'inspectionDueOn', kind: 'day', action: 'edit_place' },
  ],
  devices: [{ name: 'health', kind: 'choice', values: DEVICE_HEALTHS, action: 'edit_place', isQuick: true }],
};

/** What a role may edit of a noun. */
export function editableFields(noun: LiveNoun, role: AccountRole): EditField[] {
  return (EDIT_FIELDS[noun] ?? []).filter(({ action }) => mayDo(role, action));
}

export type ReadField = { value: FieldValue } | { because: Because };

/** A value as the text that its control holds; lists as json. */
export function writeField({ kind }: EditField, value: FieldValue): string {
  if (kind === 'set') return JSON.stringify(value ?? []);
  return kind === 'hours' ? JSON.stringify(value) : String(value);
}

/** What stands in a control, as the wire has it, or why it can not be. */
export function readField(field: EditField, typed: string): ReadField {
  const { name } = field;
  const text = typed.trim();
  if (text === '') return refused('field_missing', { field: name });
  switch (field.kind) {
    case 'choice': {
      const value = field.values.find((one) => String(one) === text);
      return value === undefined
        ? refused('not_among', { field: name, known: field.values.map(String) })
        : { value };
    }
    case 'flag':
      return { value: text === 'true' };
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { value: text } : refused('not_a_day', { field: name });
    case 'set':
      return readSet(name, text, field.values);
    case 'hours':
      return readHours(name, JSON.parse(text) as Hours | null);
    case 'name':
      return text.length > field.maximum
        ? refused('too_long', { field: name, maximum: field.maximum })
        : { value: text };
    case 'whole': {
      if (!/^-?\d{1,9}$/.test(text)) return refused('not_whole', { field: name });
      const { minimum, maximum } = field;
      const value = Number(text);
      return value < minimum || value > maximum
        ? refused('out_of_range', { field: name, minimum, maximum })
        : { value };
    }
  }
}

function readSet(name: string, text: string, values: readonly string[]): ReadField {
  const chosen = /^\[.*\]$/.test(text) ? (JSON.parse(text) as string[]) : undefined;
  return chosen?.every((one) => values.includes(one))
    ? { value: chosen }
    : refused('not_among', { field: name, known: [...values] });
}

/** A time that was cleared is missing. */
function readHours(name: string, hours: Hours | null): ReadField {
  const isWhole = (hours ?? []).every(({ from, to }) => from !== '' && to !== '');
  return isWhole ? { value: hours } : refused('field_missing', { field: name });
}

function refused(reason: Because['reason'], params: Because['params']): ReadField {
  return { because: { reason, params } };
}

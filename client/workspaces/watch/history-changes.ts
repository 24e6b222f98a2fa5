import type { OpenAssignment } from '../../../core/contract/assignment.ts';
import type { LoggedNoun } from '../../../core/contract/live.ts';

/** A value as a key of the words, or as it is. */
export type Said = { key: string } | { text: string };
export interface Change {
  field: string;
  /** Key of the field's name in the words. */
  label: string;
  before: Said | null;
  after: Said | null;
}

/** The fields that are told; the rest follows from them or says nothing to people. */
const LABELS: Record<string, string> = {
  status: 'watch.fact.status',
  state: 'watch.fact.state',
  health: 'watch.fact.health',
  priority: 'watch.fact.priority',
  type: 'watch.fact.type',
  net: 'watch.fact.net',
  text: 'watch.fact.text',
  staffed: 'watch.fact.staffed',
  staffCount: 'watch.fact.staffCount',
  kind: 'watch.fact.kind',
  shift: 'watch.fact.shift',
  vehicle: 'watch.fact.vehicle',
  crewSize: 'watch.fact.crew',
  lanes: 'watch.fact.lanes',
  grade: 'watch.fact.grade',
  guardPosts: 'watch.fact.guardPosts',
  inspectionDueOn: 'watch.fact.inspection',
  nameZh: 'watch.fact.nameZh',
  nameEn: 'watch.fact.nameEn',
  code: 'watch.fact.code',
  heldBy: 'watch.fact.heldBy',
  direction: 'fence.fact.direction',
  hours: 'fence.fact.hours',
  staffedHours: 'watch.fact.staffedHours',
  validFrom: 'fence.form.validFrom',
  validUntil: 'fence.form.validUntil',
  persistenceSeconds: 'fence.fact.persistence',
  units: 'fence.fact.units',
  isOn: 'watch.fact.state',
  owner: 'case.fact.owner',
  startsAt: 'risk.fact.startsAt',
  endsAt: 'risk.fact.endsAt',
  gradeReason: 'risk.fact.gradeReason',
};

/** What units can do and when they serve: too long for a line, that it changed is told. */
const DUTY_FIELDS = ['skills', 'brigadeId', 'rota', 'exceptions'] as const;

/** What an edit changed, told by comparing the Feature before with the Feature after. */
export function changesOf(noun: LoggedNoun, before: unknown, after: unknown): Change[] {
  const [earlier, later] = [propertiesOf(before), propertiesOf(after)];
  const changes = Object.keys(LABELS)
    .filter((field) => !isEqual(earlier[field], later[field]))
    .map((field) => ({
      field,
      label: LABELS[field] ?? '',
      before: saidOf(noun, field, earlier[field]),
      after: saidOf(noun, field, later[field]),
    }));
  if (!isEqual(earlier.unitId, later.unitId)) {
    const label = later.unitId ? 'watch.history.unitAssigned' : 'watch.history.unitReleased';
    changes.push({ field: 'unitId', label, before: null, after: null });
  }
  if (changes.length === 0) changes.push(...unitStep(earlier.assignments, later.assignments));
  if (Number(later.remarkCount ?? 0) > Number(earlier.remarkCount ?? 0)) {
    changes.push({ field: 'remarkCount', label: 'casework.remarked', before: null, after: null });
  }
  for (const field of DUTY_FIELDS)
    if (!isEqual(earlier[field], later[field]))
      changes.push({ field, label: `watch.fact.${field}`, before: null, after: null });
  for (const field of ['checklist', 'measures'] as const)
    if (!isEqual(earlier[field], later[field]))
      changes.push({ field, label: `risk.fact.${field}`, before: null, after: null });
  if (!isEqual(geometryOf(before), geometryOf(after))) {
    changes.push({ field: 'geometry', label: 'watch.history.moved', before: null, after: null });
  }
  return changes;
}

/** The step that one unit of several took. */
function unitStep(earlier: unknown, later: unknown): Change[] {
  const [was, is] = [earlier, later].map((list) => (Array.isArray(list) ? (list as OpenAssignment[]) : []));
  const before = new Map(was?.map(({ id, state }) => [id, state]));
  const moved = is?.find(({ id, state }) => before.get(id) !== state);
  const gone = was?.find(({ id }) => !is?.some((one) => one.id === id));
  const [from, to] = [before.get((moved ?? gone)?.id ?? ''), moved?.state];
  if (!moved && !gone) return [];
  const said = (state: string | undefined) => (state ? { key: `assignmentState.${state}` } : null);
  return [{ field: 'assignments', label: 'watch.history.unitStep', before: said(from), after: said(to) }];
}

/** What a value of a field is called; hours and the like are too long for a line: that they changed is told. */
export function saidOf(noun: LoggedNoun, field: string, value: unknown): Said | null {
  if (value === null || value === undefined || value === '' || typeof value === 'object') return null;
  if (field === 'isOn') return { key: value ? 'fence.on' : 'fence.off' };
  const words = wordsOf(noun, field);
  if (words) return { key: `${words}.${LETTERS[words] ?? ''}${String(value)}` };
  if (typeof value === 'boolean') return { key: value ? 'watch.fact.staffedYes' : 'watch.fact.staffedNo' };
  return { text: String(value) };
}

/** Words whose keys are numbers have a letter before them. */
const LETTERS: Record<string, string> = { priority: 'p', grade: 'g', 'case.grade': 'g' };

/** The section of the words that holds a field's values. */
function wordsOf(noun: LoggedNoun, field: string): string | undefined {
  const shared: Record<string, string> = {
    status: 'incidentStatus',
    health: 'deviceHealth',
    priority: 'priority',
    type: 'incidentType',
    net: 'net',
    shift: 'shift',
    vehicle: 'unitVehicle',
    grade: noun === 'cases' ? 'case.grade' : noun === 'risks' ? 'risk.grade' : 'grade',
    heldBy: 'levelLong',
    direction: 'fence.direction',
    owner: 'organisation',
    state: noun === 'units' ? 'unitState' : 'checkpointState',
  };
  const kinds: Partial<Record<LoggedNoun, string>> = {
    posts: 'postKind',
    institutions: 'institutionKind',
    devices: 'deviceKind',
    units: 'unitKind',
    cases: 'case.kind',
    risks: 'risk.kind',
  };
  return field === 'kind' ? kinds[noun] : shared[field];
}

function propertiesOf(feature: unknown): Record<string, unknown> {
  return (feature as { properties?: Record<string, unknown> } | null)?.properties ?? {};
}

function geometryOf(feature: unknown): unknown {
  return (feature as { geometry?: unknown } | null)?.geometry;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

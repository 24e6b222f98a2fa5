import type { LiveNoun } from '../../core/contract/live.ts';
import { sql } from '../database/sql.ts';
import { OPEN_OF_INCIDENT } from './assignments.ts';
import type { PlacedTable } from './placed.ts';

const NAMED = { nameZh: 'name_zh', nameEn: 'name_en' } as const;
/** What happened to a file last, and why. */
const LAST = { lastAct: 'last_act', lastReason: 'last_reason' } as const;

export const POSTS: PlacedTable = {
  noun: 'posts',
  table: 'post',
  columns: { kind: 'kind', ...NAMED, staffed: 'staffed', staffCount: 'staff_count' },
};

export const CHECKPOINTS: PlacedTable = {
  noun: 'checkpoints',
  table: 'checkpoint',
  columns: {
    code: 'code',
    ...NAMED,
    border: 'border',
    state: 'state',
    stateSince: 'state_since',
    staffedHours: 'staffed_hours',
    lanes: 'lanes',
    bearingDegrees: 'bearing_degrees',
  },
  lists: ['staffedHours'],
};

export const INSTITUTIONS: PlacedTable = {
  noun: 'institutions',
  table: 'institution',
  columns: {
    kind: 'kind',
    ...NAMED,
    grade: 'grade',
    guardPosts: 'guard_posts',
    inspectionDueOn: 'inspection_due_on',
  },
  days: ['inspectionDueOn'],
};

export const DEVICES: PlacedTable = {
  noun: 'devices',
  table: 'device',
  columns: {
    code: 'code',
    kind: 'kind',
    health: 'health',
    healthSince: 'health_since',
    bearingDegrees: 'bearing_degrees',
    fieldOfViewDegrees: 'field_of_view_degrees',
    rangeMetres: 'range_metres',
  },
};

export const ROUTES: PlacedTable = {
  noun: 'routes',
  table: 'route',
  columns: { code: 'code', ...NAMED, vehicle: 'vehicle', shift: 'shift', lengthMetres: 'length_metres' },
};

/** A unit's place is its latest position, kept apart because it changes every few seconds. */
export const UNITS: PlacedTable = {
  noun: 'units',
  table: 'unit',
  columns: {
    code: 'code',
    ...NAMED,
    kind: 'kind',
    vehicle: 'vehicle',
    crewSize: 'crew_size',
    shift: 'shift',
    skills: 'skills',
    brigadeId: 'brigade_id',
    rota: 'rota',
    exceptions: 'exceptions',
    state: 'state',
    stateSince: 'state_since',
    routeId: 'route_id',
  },
  lists: ['rota', 'exceptions'],
  extra: sql`, p.heading_degrees AS "headingDegrees", p.speed_kmh AS "speedKmh", p.fix_at AS "fixAt"`,
  join: sql`LEFT JOIN unit_position p ON p.unit_id = t.id`,
  geom: sql`p.geom`,
};

export const GEOFENCES: PlacedTable = {
  noun: 'geofences',
  table: 'geofence',
  columns: {
    ...NAMED,
    direction: 'direction',
    hours: 'hours',
    validFrom: 'valid_from',
    validUntil: 'valid_until',
    persistenceSeconds: 'persistence_seconds',
    units: 'units',
    isOn: 'is_on',
  },
  days: ['validFrom', 'validUntil'],
  lists: ['hours'],
};

export const INCIDENTS: PlacedTable = {
  noun: 'incidents',
  table: 'incident',
  columns: {
    number: 'number',
    type: 'type',
    priority: 'priority',
    status: 'status',
    source: 'source',
    net: 'net',
    text: 'text',
    reportedAt: 'reported_at',
    verifiedAt: 'verified_at',
    assignedAt: 'assigned_at',
    arrivedAt: 'arrived_at',
    resolvedAt: 'resolved_at',
    unitId: 'unit_id',
    recordedAt: 'recorded_at',
    reopenedAt: 'reopened_at',
    heldBy: 'held_by',
    missed: 'missed',
    duplicateOf: 'duplicate_of',
    remarkCount: 'remark_count',
  },
  extra: sql`, ${OPEN_OF_INCIDENT} AS "assignments"`,
};

export const ALARMS: PlacedTable = {
  noun: 'alarms',
  table: 'alarm',
  columns: {
    key: 'key',
    kind: 'kind',
    priority: 'priority',
    state: 'state',
    isActive: 'is_active',
    raisedAt: 'raised_at',
    clearedAt: 'cleared_at',
    acknowledgedAt: 'acknowledged_at',
    acknowledgedBy: 'acknowledged_by',
    shelvedUntil: 'shelved_until',
    shelvedReason: 'shelved_reason',
    outOfServiceReason: 'out_of_service_reason',
    setAsideAt: 'set_aside_at',
    setAsideBy: 'set_aside_by',
    subjectNoun: 'subject_noun',
    subjectId: 'subject_id',
    subjectLabel: 'subject_label',
    facts: 'facts',
    count: 'count',
    lastAct: 'last_act',
  },
  extra: sql`, acknowledger.display_name AS "acknowledgedByName", setter.display_name AS "setAsideByName"`,
  join: sql`LEFT JOIN account acknowledger ON acknowledger.id = t.acknowledged_by
    LEFT JOIN account setter ON setter.id = t.set_aside_by`,
};

/** A case file, with its joint actions. */
export const CASES: PlacedTable = {
  noun: 'cases',
  table: 'case_file',
  columns: {
    number: 'number',
    kind: 'kind',
    grade: 'grade',
    ...NAMED,
    text: 'text',
    status: 'status',
    heldBy: 'held_by',
    owner: 'owner',
    openedAt: 'opened_at',
    dueOn: 'due_on',
    evaluation: 'evaluation',
    outcome: 'outcome',
    closedAt: 'closed_at',
    actions: 'actions',
    ...LAST,
  },
  days: ['dueOn'],
  lists: ['actions'],
};

export const RISKS: PlacedTable = {
  noun: 'risks',
  table: 'risk_file',
  columns: {
    number: 'number',
    kind: 'kind',
    ...NAMED,
    text: 'text',
    owner: 'owner',
    startsAt: 'starts_at',
    endsAt: 'ends_at',
    status: 'status',
    checklist: 'checklist',
    grade: 'grade',
    gradeReason: 'grade_reason',
    measures: 'measures',
    authorId: 'author_id',
    submittedBy: 'submitted_by',
    signedBy: 'signed_by',
    signedAt: 'signed_at',
    result: 'result',
    ...LAST,
  },
  lists: ['checklist', 'measures'],
  extra: sql`, author.display_name AS "authorName", submitter.display_name AS "submittedByName",
    signer.display_name AS "signedByName"`,
  join: sql`LEFT JOIN account author ON author.id = t.author_id
    LEFT JOIN account submitter ON submitter.id = t.submitted_by
    LEFT JOIN account signer ON signer.id = t.signed_by`,
};

/** The table of each noun of the live set. */
export const LIVE_TABLES: Readonly<Record<LiveNoun, PlacedTable>> = {
  incidents: INCIDENTS,
  units: UNITS,
  routes: ROUTES,
  checkpoints: CHECKPOINTS,
  posts: POSTS,
  institutions: INSTITUTIONS,
  devices: DEVICES,
  alarms: ALARMS,
  geofences: GEOFENCES,
  cases: CASES,
  risks: RISKS,
};

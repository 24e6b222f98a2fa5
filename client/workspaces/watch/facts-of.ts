import type { TFunction } from 'i18next';
import { levelOfCode } from '../../../core/contract/area-code.ts';
import type { Incident } from '../../../core/contract/incident.ts';
import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import type { Route } from '../../../core/contract/route.ts';
import type { Unit } from '../../../core/contract/unit.ts';
import { dutyOn, type RotaUnit } from '../../../core/duty/rota.ts';
import { isOpen } from '../../state/incident-filter.ts';
import { formatAge, formatDistance, formatLngLat, formatNumber, formatTime } from '../../ui/format.ts';
import { formatHours } from '../../ui/format-hours.ts';
import type { Named } from '../../ui/named.ts';
import { gradeKey, priorityKey } from '../../ui/words/graded.ts';
import type { Words } from '../../ui/words/words.ts';
import { alarmFacts } from './alarms/alarm-facts.ts';
import { caseFacts, riskFacts } from './cases/file-facts.ts';
import type { Fact } from './facts.tsx';
import { fenceFacts } from './fences/fence-facts.ts';

export interface FactContext {
  t: TFunction;
  /** The server's time, milliseconds since 1970. */
  now: number;
  today: string;
  name: (named: Named) => string;
  /** Names of the areas that hold a code, in one line. */
  placePath: (code: string) => string;
  incidents: ReadonlyMap<string, Incident>;
  units: ReadonlyMap<string, Unit>;
  routes: ReadonlyMap<string, Route>;
}

type Of<N extends LiveNoun> = LiveNouns[N];

/** What is worth knowing of a thing, in plain words, most useful first. */
export function factsOf(noun: LiveNoun, thing: LiveNouns[LiveNoun], context: FactContext): Fact[] {
  return [...ownFacts(noun, thing, context), areaFact(thing.properties.areaCode, context)];
}

function ownFacts(noun: LiveNoun, thing: LiveNouns[LiveNoun], context: FactContext): Fact[] {
  switch (noun) {
    case 'incidents':
      return incidentFacts(thing as Of<'incidents'>, context);
    case 'units':
      return unitFacts(thing as Of<'units'>, context);
    case 'routes':
      return routeFacts(thing as Of<'routes'>, context);
    case 'checkpoints':
      return checkpointFacts(thing as Of<'checkpoints'>, context);
    case 'posts':
      return postFacts(thing as Of<'posts'>, context);
    case 'institutions':
      return institutionFacts(thing as Of<'institutions'>, context);
    case 'devices':
      return deviceFacts(thing as Of<'devices'>, context);
    case 'alarms':
      return alarmFacts(thing as Of<'alarms'>, context.t, context.now);
    case 'geofences':
      return fenceFacts(thing as Of<'geofences'>, context.t);
    case 'cases':
      return caseFacts(thing as Of<'cases'>, context);
    case 'risks':
      return riskFacts(thing as Of<'risks'>, context);
  }
}

function incidentFacts({ geometry, properties: p }: Of<'incidents'>, c: FactContext): Fact[] {
  const units = unitIdsOf(p).flatMap((id) => c.units.get(id) ?? []);
  const facts = [
    fact(c, 'number', p.number),
    fact(c, 'priority', c.t(priorityKey(p.priority))),
    fact(c, 'status', c.t(`incidentStatus.${p.status}`)),
    fact(c, 'reported', at(p.reportedAt, c)),
    ...optional(c, 'recorded', p.recordedAt && after(p.reportedAt, p.recordedAt, c)),
    ...optional(c, 'verified', p.verifiedAt && after(p.reportedAt, p.verifiedAt, c)),
    ...optional(c, 'assigned', p.assignedAt && after(p.reportedAt, p.assignedAt, c)),
    ...optional(c, 'arrived', p.arrivedAt && after(p.reportedAt, p.arrivedAt, c)),
    ...optional(c, 'resolved', p.resolvedAt && after(p.reportedAt, p.resolvedAt, c)),
    ...optional(c, 'reopened', p.reopenedAt && at(p.reopenedAt, c)),
    fact(c, 'heldBy', c.t(`levelLong.${p.heldBy}`)),
    ...(p.missed.length > 0
      ? [
          {
            ...fact(c, 'missed', p.missed.map((stage) => c.t(`casework.stage.${stage}`)).join(' · ')),
            tone: 'warn' as const,
          },
        ]
      : []),
    ...units.map((unit) => unitFact(c, unit)),
    fact(c, 'net', c.t(`net.${p.net}`)),
    fact(c, 'source', c.t(`incidentSource.${p.source}`)),
    ...optional(c, 'text', p.text),
    where(c, geometry.coordinates),
  ];
  return facts;
}

/** The units of an incident, the lead first; of what was told before an incident could have several, its only one. */
function unitIdsOf({ unitId, assignments = [] }: Of<'incidents'>['properties']): string[] {
  return [...new Set([...(unitId ? [unitId] : []), ...assignments.map((one) => one.unitId)])];
}

function unitFacts({ id, geometry, properties: p }: Of<'units'>, c: FactContext): Fact[] {
  const incident = [...c.incidents.values()].find(
    ({ properties }) => isOpen(properties) && unitIdsOf(properties).includes(id),
  );
  const route = p.routeId ? c.routes.get(p.routeId) : undefined;
  const brigade = p.brigadeId ? c.units.get(p.brigadeId) : undefined;
  return [
    fact(c, 'code', p.code),
    fact(c, 'kind', c.t(`unitKind.${p.kind}`)),
    fact(c, 'state', `${c.t(`unitState.${p.state}`)} · ${since(p.stateSince, c)}`),
    fact(c, 'vehicle', c.t(`unitVehicle.${p.vehicle}`)),
    fact(c, 'crew', formatNumber(p.crewSize)),
    ...optional(c, 'skills', (p.skills ?? []).map((one) => c.t(`skill.${one}`)).join(c.t('listSeparator'))),
    fact(c, 'shift', dutyText(c, p)),
    ...(brigade
      ? [
          {
            ...fact(c, 'brigadeId', c.name(brigade.properties)),
            opens: { noun: 'units', id: brigade.id } as const,
          },
        ]
      : []),
    ...(route
      ? [{ ...fact(c, 'route', c.name(route.properties)), opens: { noun: 'routes', id: route.id } as const }]
      : []),
    ...(incident ? [incidentFact(c, incident)] : []),
    ...optional(c, 'speed', p.speedKmh !== null && c.t('unit.kmh', { n: Math.round(p.speedKmh) })),
    fact(c, 'position', p.fixAt ? c.t('app.age', { age: age(p.fixAt, c) }) : c.t('watch.fact.noFix')),
    ...(geometry ? [where(c, geometry.coordinates)] : []),
  ];
}

/** What it does on this day, by its calendar. */
function dutyText(c: FactContext, unit: RotaUnit): string {
  const duty = dutyOn(unit, c.today);
  return duty === 'rest' || duty === 'training' || duty === 'reserve'
    ? c.t(`offDuty.${duty}`)
    : c.t(`shift.${duty}`);
}

function routeFacts({ id, properties: p }: Of<'routes'>, c: FactContext): Fact[] {
  const onIt = [...c.units.values()].filter((unit) => unit.properties.routeId === id);
  return [
    fact(c, 'code', p.code),
    fact(c, 'length', formatDistance(p.lengthMetres)),
    fact(c, 'vehicle', c.t(`unitVehicle.${p.vehicle}`)),
    fact(c, 'shift', c.t(`shift.${p.shift}`)),
    fact(c, 'units', onIt.map((unit) => unit.properties.code).join('  ') || c.t('app.none')),
  ];
}

function checkpointFacts({ geometry, properties: p }: Of<'checkpoints'>, c: FactContext): Fact[] {
  return [
    fact(c, 'code', p.code),
    {
      ...fact(c, 'state', `${c.t(`checkpointState.${p.state}`)} · ${since(p.stateSince, c)}`),
      ...(p.state === 'closed' ? { tone: 'warn' as const } : {}),
    },
    ...optional(c, 'staffedHours', p.staffedHours && formatHours(p.staffedHours, c.t)),
    fact(c, 'border', c.t(`checkpointBorder.${p.border}`)),
    fact(c, 'lanes', formatNumber(p.lanes)),
    fact(c, 'bearing', c.t('unit.degrees', { n: Math.round(p.bearingDegrees) })),
    where(c, geometry.coordinates),
  ];
}

function postFacts({ geometry, properties: p }: Of<'posts'>, c: FactContext): Fact[] {
  return [
    fact(c, 'kind', c.t(`postKind.${p.kind}`)),
    {
      ...fact(c, 'staffed', c.t(p.staffed ? 'watch.fact.staffedYes' : 'watch.fact.staffedNo')),
      ...(p.staffed ? {} : { tone: 'warn' as const }),
    },
    fact(c, 'staffCount', formatNumber(p.staffCount)),
    where(c, geometry.coordinates),
  ];
}

function institutionFacts({ geometry, properties: p }: Of<'institutions'>, c: FactContext): Fact[] {
  const overdue = p.inspectionDueOn < c.today;
  return [
    fact(c, 'kind', c.t(`institutionKind.${p.kind}`)),
    fact(c, 'grade', c.t(gradeKey(p.grade))),
    fact(c, 'guardPosts', formatNumber(p.guardPosts)),
    {
      ...fact(
        c,
        'inspection',
        overdue ? `${p.inspectionDueOn} · ${c.t('watch.fact.overdue')}` : p.inspectionDueOn,
      ),
      ...(overdue ? { tone: 'warn' as const } : {}),
    },
    where(c, geometry.coordinates),
  ];
}

function deviceFacts({ geometry, properties: p }: Of<'devices'>, c: FactContext): Fact[] {
  const degrees = (n: number | null) => n !== null && c.t('unit.degrees', { n: Math.round(n) });
  return [
    fact(c, 'code', p.code),
    fact(c, 'kind', c.t(`deviceKind.${p.kind}`)),
    {
      ...fact(c, 'health', `${c.t(`deviceHealth.${p.health}`)} · ${since(p.healthSince, c)}`),
      ...(p.health === 'ok' ? {} : { tone: 'warn' as const }),
    },
    ...optional(c, 'bearing', degrees(p.bearingDegrees)),
    ...optional(c, 'fieldOfView', degrees(p.fieldOfViewDegrees)),
    ...optional(c, 'range', p.rangeMetres !== null && formatDistance(p.rangeMetres)),
    where(c, geometry.coordinates),
  ];
}

type FactKey = keyof Words['watch']['fact'];

function fact(c: FactContext, key: FactKey, value: string): Fact {
  return { label: c.t(`watch.fact.${key}`), value };
}

function unitFact(c: FactContext, { id, properties }: Unit): Fact {
  return { ...fact(c, 'unit', `${c.name(properties)} (${properties.code})`), opens: { noun: 'units', id } };
}

function incidentFact(c: FactContext, { id, properties }: Incident): Fact {
  const value = `${c.t(`incidentType.${properties.type}`)} ${properties.number}`;
  return { ...fact(c, 'incident', value), opens: { noun: 'incidents', id } };
}

function areaFact(code: string, c: FactContext): Fact {
  const noun = levelOfCode(code) === 'grid' ? 'grids' : 'areas';
  return { ...fact(c, 'area', c.placePath(code)), opens: { noun, id: code } };
}

function optional(c: FactContext, key: FactKey, value: string | false | null | undefined): Fact[] {
  return value ? [fact(c, key, value)] : [];
}

function where(c: FactContext, [lng, lat]: readonly [number, number]): Fact {
  return fact(c, 'coordinates', formatLngLat(lng, lat));
}

function age(iso: string, c: FactContext): string {
  return formatAge(c.now - Date.parse(iso));
}

function at(iso: string, c: FactContext): string {
  return `${formatTime(Date.parse(iso), c.now)} · ${c.t('app.age', { age: age(iso, c) })}`;
}

function since(iso: string, c: FactContext): string {
  return c.t('watch.fact.since', { age: age(iso, c) });
}

function after(fromIso: string, iso: string, c: FactContext): string {
  const later = formatAge(Date.parse(iso) - Date.parse(fromIso));
  return `${formatTime(Date.parse(iso), c.now)} · +${later}`;
}

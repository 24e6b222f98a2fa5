import type { TFunction } from 'i18next';
import type { Geofence } from '../../../../core/contract/geofence.ts';
import { formatAge } from '../../../ui/format.ts';
import { formatHours } from '../../../ui/format-hours.ts';
import type { Fact } from '../facts.tsx';

/** What is worth knowing of a geofence, most useful first. */
export function fenceFacts({ properties: p }: Geofence, t: TFunction): Fact[] {
  const facts: Fact[] = [
    { label: t('fence.fact.direction'), value: t(`fence.direction.${p.direction}`) },
    { label: t('fence.fact.hours'), value: p.hours ? formatHours(p.hours, t) : t('hours.always') },
    { label: t('fence.fact.persistence'), value: persistence(p.persistenceSeconds, t) },
    { label: t('fence.fact.units'), value: unitsOf(p.units, t) },
  ];
  const valid = validity(p, t);
  if (valid) facts.push({ label: t('fence.fact.valid'), value: valid });
  return facts;
}

function persistence(seconds: number, t: TFunction): string {
  return seconds === 0
    ? t('fence.persistenceNone')
    : t('fence.persistence', { age: formatAge(seconds * 1000) });
}

function validity(
  { validFrom: from, validUntil: until }: Pick<Geofence['properties'], 'validFrom' | 'validUntil'>,
  t: TFunction,
): string | undefined {
  if (from && until) return t('fence.validBetween', { from, until });
  if (from) return t('fence.validFrom', { from });
  return until ? t('fence.validUntil', { until }) : undefined;
}

/** Which units a fence is about, in one line. */
function unitsOf(units: Geofence['properties']['units'], t: TFunction): string {
  const parts = [
    ...(units.areaCode ? [units.areaCode] : []),
    ...units.kinds.map((kind) => t(`unitKind.${kind}`)),
    ...units.vehicles.map((vehicle) => t(`unitVehicle.${vehicle}`)),
    ...units.states.map((state) => t(`unitState.${state}`)),
    ...(units.unitIds.length > 0 ? [t('fence.someUnits', { n: units.unitIds.length })] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : t('fence.allUnits');
}

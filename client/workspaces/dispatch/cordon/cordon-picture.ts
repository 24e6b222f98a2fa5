import type { Cordon, CordonPlanAnswer, CordonPlanned } from '../../../../core/contract/cordon.ts';
import type { OverFeature } from '../../../state/over-picture.ts';
import { heldOf } from './cordon-open.ts';

/** What is reached now lies deepest; later areas are paler. */
const FILLED = [0.2, 0.1, 0.07, 0.05];
/** With less to spare a position is marked. */
export const TIGHT_SECONDS = 30;

type Areas = CordonPlanAnswer['areas'];

/** The area as it grows, the ways of the units, the positions by number, and the gaps, of which the last lie on top. */
export function planPicture(areas: Areas, plan: CordonPlanned): OverFeature[] {
  return [
    ...areaPicture(areas),
    ...plan.positions.flatMap(({ way }): OverFeature[] =>
      way ? [{ geometry: way, tone: 'accent', weight: 2, arrows: true }] : [],
    ),
    ...gapWays(plan),
    ...plan.positions.map(
      ({ place, unit, slackSeconds: { fast } }, i): OverFeature => ({
        geometry: place,
        tone: fast !== null && fast < TIGHT_SECONDS ? 'warn' : unit ? 'accent' : 'good',
        label: String(i + 1),
        weight: 2,
      }),
    ),
    ...gapMarks(plan),
  ];
}

/** A cordon that stands: its positions by number and state (`late`: ids of those whose units are late), and of the plan as it is now the area, the ways of units that are not there yet, and the gaps. */
export function cordonPicture(
  cordon: Cordon,
  late: ReadonlySet<string>,
  now: CordonPlanAnswer | undefined,
): OverFeature[] {
  const held = heldOf(cordon);
  const onTheWay = new Set(held.flatMap(({ unitId, state }) => (state === 'sent' && unitId) || []));
  return [
    ...(now ? areaPicture(now.areas) : []),
    ...(now?.plan.positions ?? []).flatMap(({ way, unit }): OverFeature[] =>
      way && unit
        ? [{ geometry: way, tone: 'accent', weight: 2, arrows: true, dashed: !onTheWay.has(unit.id) }]
        : [],
    ),
    ...(now ? gapWays(now.plan) : []),
    { geometry: cordon.geometry, tone: 'bad', label: '×', weight: 2 },
    ...held.map(
      (position, i): OverFeature => ({
        geometry: position.place,
        tone: position.state === 'in_place' ? 'good' : late.has(position.id) ? 'bad' : 'accent',
        label: String(i + 1),
        weight: 2,
      }),
    ),
    ...(now ? gapMarks(now.plan) : []),
  ];
}

/** A box around what is to be seen of a cordon: west, south, east, north. */
export function boxOf(
  places: readonly { coordinates: [number, number] }[],
): [number, number, number, number] {
  const lngs = places.map(({ coordinates: [lng] }) => lng);
  const lats = places.map(({ coordinates: [, lat] }) => lat);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

function areaPicture(areas: Areas): OverFeature[] {
  return areas.flatMap(({ geometry, atMinutes }, i): OverFeature[] =>
    geometry.coordinates.length === 0
      ? []
      : [{ geometry, tone: 'warn', filled: FILLED[i] ?? 0.05, dashed: atMinutes > 0, weight: 1 }],
  );
}

function gapWays({ gaps }: CordonPlanned): OverFeature[] {
  return gaps.flatMap(({ way }): OverFeature[] =>
    way ? [{ geometry: way, tone: 'bad', weight: 1, dashed: true }] : [],
  );
}

function gapMarks({ gaps }: CordonPlanned): OverFeature[] {
  return gaps.map(({ place }): OverFeature => ({ geometry: place, tone: 'bad', label: '!', weight: 2 }));
}

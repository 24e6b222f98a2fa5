import type { PlanThings } from '../../contract/plan-things.ts';
import type { Priority } from '../../vocabulary.ts';
import type { Things } from './thing-index.ts';

/** Things as they cross the wire, and what each road is. */
export type ThingColumns = Pick<PlanThings, 'incidents' | 'institutions' | 'homes' | 'roads'>;
export type ClassedThings = Omit<Things, 'roads'> & {
  roads: readonly { class: string; line: ArrayLike<number> }[];
};

/** Things as columns, incidents from west to east. */
export function packThings({ incidents, institutions, homes, roads }: ClassedThings): ThingColumns {
  const sorted = incidents.toSorted((a, b) => a.lng7 - b.lng7 || a.lat7 - b.lat7);
  const classes = [...new Set(roads.map((road) => road.class))];
  const placeOf = new Map(classes.map((name, place) => [name, place]));
  return {
    incidents: {
      ...stepsOf(sorted),
      priorities: sorted.map(({ priority }) => priority).join(''),
      responseSeconds: sorted.map(({ responseSeconds }) => responseSeconds),
    },
    institutions: stepsOf(institutions),
    homes: {
      ...stepsOf(homes),
      residents: homes.map(({ residents }) => residents),
      dwellings: homes.map(({ dwellings }) => dwellings),
    },
    roads: {
      ...packLines(roads.map(({ line }) => line)),
      classes,
      class: roads.map((road) => placeOf.get(road.class) ?? 0),
    },
  };
}

/** The things that `packThings` packed. */
export function unpackThings({ incidents, institutions, homes, roads }: ThingColumns): Things {
  return {
    incidents: summed(incidents).map((place, i) => ({
      ...place,
      priority: Number(incidents.priorities[i]) as Priority,
      responseSeconds: incidents.responseSeconds[i] ?? null,
    })),
    institutions: summed(institutions),
    homes: summed(homes).map((place, i) => ({
      ...place,
      residents: homes.residents[i] ?? 0,
      dwellings: homes.dwellings[i] ?? 0,
    })),
    roads: unpackLines(roads),
  };
}

/** Lines as columns: the places of all, one after another, and how many each has. */
export function packLines(lines: readonly ArrayLike<number>[]): PlanThings['waters'] {
  return { ...stepsOf(lines.flatMap(placesOf)), vertices: lines.map((line) => line.length / 2) };
}

/** The lines that `packLines` packed, each flat [lng7, lat7, ...]. */
export function unpackLines({ vertices, ...steps }: PlanThings['waters']): number[][] {
  const places = summed(steps);
  let next = 0;
  return vertices.map((count) => {
    next += count;
    return places.slice(next - count, next).flatMap(({ lng7, lat7 }) => [lng7, lat7]);
  });
}

type Place = Things['institutions'][number];
type Steps = Record<'lng7' | 'lat7', number[]>;

function stepsOf(places: readonly Place[]): Steps {
  const step = (key: 'lng7' | 'lat7') => places.map((place, i) => place[key] - (places[i - 1]?.[key] ?? 0));
  return { lng7: step('lng7'), lat7: step('lat7') };
}

function summed(steps: Steps): Place[] {
  let [lng7, lat7] = [0, 0];
  return steps.lng7.map((step, i) => {
    lng7 += step;
    lat7 += steps.lat7[i] ?? 0;
    return { lng7, lat7 };
  });
}

function placesOf(line: ArrayLike<number>): Place[] {
  return Array.from({ length: line.length / 2 }, (_, i) => ({ lng7: line[2 * i]!, lat7: line[2 * i + 1]! }));
}

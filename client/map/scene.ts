import { cityDay } from '../../core/city-time.ts';
import type { LiveMaps } from '../live/live-set.ts';
import type { Selection, View } from '../state/view-state.ts';
import { cityZone } from '../ui/city-zone.ts';
import { alarmSymbols, unitAlarmSymbols } from './layers/alarms.ts';
import { caseSymbols } from './layers/cases.ts';
import { incidentSymbol, incidentSymbols } from './layers/incidents.ts';
import { checkpointSymbols, deviceSymbols, institutionSymbols, postSymbols } from './layers/nets.ts';
import { riskSymbols } from './layers/risks.ts';
import { inBox, type MapSymbol, type ViewBox } from './layers/symbol.ts';
import { unitSymbols } from './layers/units.ts';
import type { UnitPlace } from './unit-motion.ts';

export type Things = LiveMaps;

/** What a scene is made of. */
export interface SceneInput {
  things: Things;
  view: View;
  zoom: number;
  box: ViewBox;
  places: ReadonlyMap<string, UnitPlace>;
  nowMs: number;
  unitsStaleAfterMs: number;
}

/** Remembers its last answer for as long as its arguments stay the same, by identity. */
function remember<A extends readonly unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | undefined;
  return (...args) => {
    if (!last || args.some((arg, i) => arg !== last?.args[i])) last = { args, result: make(...args) };
    return last.result;
  };
}

/** Turns the state of the city into symbols in view; each noun is gone through again only when it or its look changed. */
export class Scene {
  #posts = remember((posts: Things['posts'], zoom: number) => postSymbols(posts.values(), zoom));
  #checkpoints = remember((all: Things['checkpoints'], zoom: number) =>
    checkpointSymbols(all.values(), zoom),
  );
  #institutions = remember((all: Things['institutions'], zoom: number) =>
    institutionSymbols(all.values(), zoom),
  );
  #devices = remember((devices: Things['devices'], zoom: number) => deviceSymbols(devices.values(), zoom));
  #cases = remember((cases: Things['cases'], zoom: number, today: string) =>
    caseSymbols(cases.values(), zoom, today),
  );
  #risks = remember((risks: Things['risks'], zoom: number, minute: number) =>
    riskSymbols(risks.values(), zoom, minute * MINUTE_MS),
  );
  #visibleFiles = remember(visible);
  #alarms = remember((alarms: Things['alarms'], zoom: number) => alarmSymbols(alarms.values(), zoom));
  #incidents = remember(
    (
      incidents: Things['incidents'],
      filter: View['filter'],
      brush: View['brush'],
      showIncidents: boolean,
      zoom: number,
    ) => incidentSymbols(incidents.values(), { filter, brush, showIncidents }, zoom),
  );
  #visiblePlaces = remember(visible);
  #visibleIncidents = remember(visible);

  /** What stands still of the nets, the most important last. */
  places({ things, view: { hiddenNets }, zoom, box }: SceneInput): MapSymbol[] {
    const step = Math.floor(zoom * 2) / 2;
    const unlessHidden = (net: (typeof hiddenNets)[number], list: () => MapSymbol[]): readonly MapSymbol[] =>
      hiddenNets.includes(net) ? NONE : list();
    return this.#visiblePlaces(
      box,
      unlessHidden('technology', () => this.#devices(things.devices, step)),
      unlessHidden('institution', () => this.#institutions(things.institutions, step)),
      unlessHidden('community', () => this.#posts(things.posts, step)),
      unlessHidden('checkpoint', () => this.#checkpoints(things.checkpoints, step)),
    );
  }

  /** The incidents in view, the most urgent last. */
  incidents({ things, view, zoom, box }: SceneInput): MapSymbol[] {
    const { filter, brush, showIncidents } = view;
    const step = Math.floor(zoom * 2) / 2;
    return this.#visibleIncidents(box, this.#incidents(things.incidents, filter, brush, showIncidents, step));
  }

  /** The cases and running risk files in view, the late and the unsigned last. */
  files({ things, view, zoom, box, nowMs }: SceneInput): MapSymbol[] {
    const step = Math.floor(zoom * 2) / 2;
    return this.#visibleFiles(
      box,
      view.showCases ? this.#cases(things.cases, step, cityDay(cityZone(), nowMs)) : NONE,
      view.showRisks ? this.#risks(things.risks, step, Math.floor(nowMs / MINUTE_MS)) : NONE,
    );
  }

  /** The units in view, where they are drawn now. */
  units({ things, view, zoom, box, places, nowMs, unitsStaleAfterMs }: SceneInput): MapSymbol[] {
    if (!view.showUnits || view.hiddenNets.includes('street')) return [];
    const step = Math.floor(zoom * 2) / 2;
    return inBox(unitSymbols(things.units, places, nowMs, unitsStaleAfterMs, step), box);
  }

  /** The alarms in view, whatever net is hidden, the most urgent last; those of units where these are drawn now. */
  alarms({ things, zoom, box, places }: SceneInput): MapSymbol[] {
    const step = Math.floor(zoom * 2) / 2;
    const moving = unitAlarmSymbols(things.alarms.values(), places, step);
    return visible(box, this.#alarms(things.alarms, step), moving);
  }

  /** A ring round what is selected, whether its own symbol is drawn or not; an incident in it, which may be one of many in a count. */
  selected({ things, places, zoom, view }: SceneInput, selection: Selection | null): MapSymbol[] {
    const { noun, id } = selection ?? { noun: 'areas', id: '' };
    if (noun === 'areas' || noun === 'grids' || noun === 'routes' || noun === 'geofences') return [];
    const place = places.get(unitOf(things, noun, id) ?? '');
    const point = place ? [place.lng, place.lat] : things[noun].get(id)?.geometry?.coordinates;
    const [lng, lat] = point ?? [];
    if (lng === undefined || lat === undefined) return [];
    const ring: MapSymbol = { noun, id, lng, lat, icon: 'selection', size: 44, angle: 0, rank: 0 };
    const incident = noun === 'incidents' && view.showIncidents ? things.incidents.get(id) : undefined;
    return incident ? [incidentSymbol(incident, zoom), ring] : [ring];
  }
}

function visible(...lists: [ViewBox, ...(readonly MapSymbol[])[]]): MapSymbol[] {
  const [box, ...rest] = lists;
  return rest.flatMap((list) => inBox(list as readonly MapSymbol[], box)).sort((a, b) => b.rank - a.rank);
}

/** The unit that is selected, or that the selected alarm is about. */
function unitOf(things: Things, noun: Selection['noun'], id: string): string | undefined {
  if (noun === 'units') return id;
  const about = noun === 'alarms' ? things.alarms.get(id)?.properties : undefined;
  return about?.subjectNoun === 'units' ? about.subjectId : undefined;
}

const NONE: readonly MapSymbol[] = [];
const MINUTE_MS = 60_000;

import type { TFunction } from 'i18next';
import { levelOfCode } from '../../core/contract/area-code.ts';
import type { SearchHit } from '../../core/contract/search.ts';
import { EXAMPLES } from '../../core/search/examples.ts';
import type { Intent } from '../../core/search/understand.ts';
import { liveSet } from '../live/live-set.ts';
import { mapHost } from '../map/map-host.ts';
import { inspecting, select } from '../state/selection.ts';
import { viewStore } from '../state/view.ts';
import type { Command } from './commands.ts';
import { intentItem } from './intent-items.ts';

export interface CommandItem {
  id: string;
  /** What kind of thing it is, in a word. */
  kind: string;
  title: string;
  detail: string;
  /** Its key, as it is shown. */
  key?: string | undefined;
  /** What was found, to be remembered when it is chosen. */
  hit?: SearchHit;
  /** What is put into the bar instead of leaving it. */
  fill?: string;
  run: () => void;
}

const NEAR_ZOOM = 15;
const COMMANDS_SHOWN = 6;
const RECENT_SHOWN = 5;

/** What items are made with: words, and names in the language of the view. */
export interface Naming {
  t: TFunction;
  name: (hit: SearchHit) => string;
  placeName: (code: string) => string;
}

/** What a phrase can mean, one item each, in the order of its intents; where things are meant, those that were found. */
export function itemsOf(
  intents: readonly Intent[],
  hits: readonly SearchHit[],
  commands: readonly Command[],
  naming: Naming,
): CommandItem[] {
  let shown = 0;
  return intents.flatMap((intent): CommandItem[] => {
    if (intent.kind === 'command') {
      const command = commands.find(({ id }) => id === intent.id);
      return command && shown++ < COMMANDS_SHOWN ? [commandItem(command, naming.t)] : [];
    }
    if (intent.kind === 'named' || (intent.kind === 'things' && intent.text !== ''))
      return hits.map((hit) => hitItem(hit, naming));
    const item = intentItem(intent, naming.t);
    return item ? [item] : [];
  });
}

/** What an empty bar offers: what was chosen last, then everything that can be done, with its key. */
export function itemsOfNothing(
  recent: readonly SearchHit[],
  commands: readonly Command[],
  naming: Naming,
): CommandItem[] {
  return [
    ...recent.slice(0, RECENT_SHOWN).map((hit) => hitItem(hit, naming)),
    ...commands.map((command) => commandItem(command, naming.t)),
  ];
}

/** What could have been typed. */
export function exampleItems(t: TFunction, language: 'zh' | 'en'): CommandItem[] {
  return EXAMPLES.map((example) => ({
    id: `example-${example.about}`,
    kind: t('command.example'),
    title: example[language],
    detail: t(`command.exampleOf.${example.about}`),
    fill: example[language],
    run: () => undefined,
  }));
}

function commandItem({ id, title, key, run }: Command, t: TFunction): CommandItem {
  return { id: `command-${id}`, kind: t('command.kind'), title, detail: '', key, run };
}

function hitItem(hit: SearchHit, { t, name, placeName }: Naming): CommandItem {
  const isArea = hit.noun === 'areas' || hit.noun === 'grids';
  const title = name(hit);
  return {
    id: `${hit.noun}-${hit.id}`,
    kind: kindOf(hit, t),
    title,
    detail: [hit.code && !isArea && hit.code !== title ? hit.code : '', placeName(hit.areaCode)]
      .filter(Boolean)
      .join(' · '),
    hit,
    run: () => {
      viewStore.set({ workspace: inspecting(), page: null }, 'replace');
      if (hit.noun !== 'roads') select(hit.noun, isArea ? hit.areaCode : hit.id);
      const place = placeOf(hit);
      if (place) mapHost.flyTo({ ...place, zoom: isArea ? areaZoom(hit.areaCode) : NEAR_ZOOM });
    },
  };
}

function kindOf({ noun, areaCode }: SearchHit, t: TFunction): string {
  if (noun === 'roads') return t('command.road');
  if (noun === 'areas' || noun === 'grids') return t(`level.${levelOfCode(areaCode) ?? 'grid'}`);
  return t(`noun.${noun}`);
}

/** A unit has moved on since it was found. */
function placeOf({ noun, id, lng, lat }: SearchHit): { lng: number; lat: number } | undefined {
  const position = noun === 'units' ? liveSet.positions.get(id) : undefined;
  if (position) return { lng: position[1], lat: position[2] };
  return lng === null || lat === null ? undefined : { lng, lat };
}

function areaZoom(code: string): number {
  return { city: 8.5, district: 10, street: 12.5, community: 14, grid: 15.5 }[levelOfCode(code) ?? 'grid'];
}

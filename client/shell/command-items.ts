import type { TFunction } from 'i18next';
import { levelOfCode } from '../../core/contract/area-code.ts';
import type { SearchHit } from '../../core/contract/search.ts';
import { mapHost } from '../map/map-host.ts';
import { parseCoordinates } from '../state/coordinates.ts';
import { select } from '../state/selection.ts';
import { viewStore } from '../state/view.ts';
import type { Selection } from '../state/view-state.ts';
import { formatLngLat } from '../ui/format.ts';
import type { Command } from './commands.ts';

export interface CommandItem {
  id: string;
  /** What kind of thing it is, in a word. */
  kind: string;
  title: string;
  detail: string;
  run: () => void;
}

const NEAR_ZOOM = 15;
const COMMANDS_SHOWN = 6;

/** What the typed text can mean, best first: a place, things found, commands. */
export function itemsOf(
  text: string,
  hits: readonly SearchHit[],
  commands: readonly Command[],
  t: TFunction,
  name: (hit: SearchHit) => string,
  placeName: (code: string) => string,
): CommandItem[] {
  const point = parseCoordinates(text);
  const wanted = text.trim().toLowerCase();
  const matching = commands.filter(({ title }) => title.toLowerCase().includes(wanted));
  return [
    ...(point ? [pointItem(point, t)] : []),
    ...hits.map((hit) => hitItem(hit, t, name(hit), placeName)),
    ...matching.slice(0, wanted ? COMMANDS_SHOWN : commands.length).map(({ id, title, run }) => ({
      id: `command-${id}`,
      kind: t('shell.command.kind'),
      title,
      detail: '',
      run,
    })),
  ];
}

function pointItem(point: { lng: number; lat: number }, t: TFunction): CommandItem {
  return {
    id: 'point',
    kind: t('shell.command.point'),
    title: formatLngLat(point.lng, point.lat),
    detail: t('shell.command.goThere'),
    run: () => mapHost.flyTo({ ...point, zoom: NEAR_ZOOM }),
  };
}

function hitItem(
  hit: SearchHit,
  t: TFunction,
  title: string,
  placeName: (code: string) => string,
): CommandItem {
  const isArea = hit.noun === 'areas' || hit.noun === 'grids';
  return {
    id: `${hit.noun}-${hit.id}`,
    kind: isArea ? t(`level.${levelOfCode(hit.areaCode) ?? 'grid'}`) : t(`noun.${hit.noun}`),
    title,
    detail: [hit.code && !isArea ? hit.code : '', placeName(hit.areaCode)].filter(Boolean).join(' · '),
    run: () => {
      viewStore.set({ workspace: 'watch' }, 'replace');
      select(hit.noun as Selection['noun'], isArea ? hit.areaCode : hit.id);
      if (hit.lng !== null && hit.lat !== null) {
        mapHost.flyTo({ lng: hit.lng, lat: hit.lat, zoom: isArea ? areaZoom(hit.areaCode) : NEAR_ZOOM });
      }
    },
  };
}

function areaZoom(code: string): number {
  return { city: 8.5, district: 10, street: 12.5, community: 14, grid: 15.5 }[levelOfCode(code) ?? 'grid'];
}

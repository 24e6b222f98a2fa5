import { childLevel, codePrefix, levelOfCode } from '../../core/contract/area-code.ts';
import type { Bbox } from '../../core/contract/geometry.ts';
import { areaNamesQuery } from '../api/areas.ts';
import { queryClient } from '../api/client.ts';
import { sessionQuery } from '../api/session.ts';
import { liveSet } from '../live/live-set.ts';
import { thickOf } from '../map/home.ts';
import { defaultScenes, type SceneArea } from '../state/default-scenes.ts';
import type { Scene } from '../state/scene.ts';

/** Fewer places than this do not tell where the thick of an area is. */
const FEW_PLACES = 20;

/**
 * The scenes that the city has of itself, each looking at the thick of its places rather than at the far end of a county. Needs the
 * live set; throws when the names of the areas can not be had.
 */
export async function cityScenes(): Promise<Scene[]> {
  const names = await queryClient.fetchQuery(areaNamesQuery);
  const scope = queryClient.getQueryData(sessionQuery.queryKey)?.account.scopeCode ?? '';
  const below = childLevel(levelOfCode(scope) ?? 'city');
  const places = placesByArea();
  const boxOf = (code: string): Bbox | undefined => {
    const prefix = codePrefix(code);
    const inside = places.filter((place) => place.areaCode.startsWith(prefix));
    const thick = inside.length < FEW_PLACES ? undefined : thickOf(inside.map(({ at }) => at));
    return thick ?? (names.get(code)?.bbox as Bbox | undefined);
  };
  const areas = [...names.values()]
    .filter(({ level }) => level === below)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap(({ code, nameZh, nameEn }): SceneArea[] => {
      const bbox = boxOf(code);
      return bbox ? [{ code, nameZh, nameEn, bbox }] : [];
    });
  const whole = boxOf(scope) ?? areas[0]?.bbox;
  return whole ? defaultScenes(whole, areas) : [];
}

function placesByArea(): { areaCode: string; at: readonly [number, number] }[] {
  const nouns = ['devices', 'institutions', 'posts', 'checkpoints'] as const;
  return nouns.flatMap((noun) =>
    [...liveSet.get(noun).values()].map(({ geometry: { coordinates }, properties }) => ({
      areaCode: properties.areaCode,
      at: [coordinates[0], coordinates[1]] as const,
    })),
  );
}

import type { Bbox } from '../../core/contract/geometry.ts';
import { NETS, type Net } from '../../core/vocabulary.ts';
import { SCENE_LIMITS, type Scene, sceneQuery, WALL_FIGURES, type WallFigure } from './scene.ts';

/** An area that may have a scene of its own. */
export interface SceneArea {
  code: string;
  nameZh: string;
  nameEn: string;
  bbox: Bbox;
}

const MOST_AREAS = 8;
const MARGIN = 0.05;

/** What tells most about a net, across the room. */
const NET_FIGURES: Record<Net, readonly WallFigure[]> = {
  street: ['onDuty', 'open', 'arrive'],
  community: ['open', 'verify'],
  checkpoint: ['staffed', 'open'],
  institution: ['open', 'online'],
  technology: ['online', 'open'],
};

/** The scenes that a city has of itself: the whole, each of the areas below, each of the five nets over the whole. */
export function defaultScenes(whole: Bbox, areas: readonly SceneArea[]): Scene[] {
  const usual = { name: null, seconds: SCENE_LIMITS.usualSeconds };
  return [
    { ...usual, id: 'city', subject: { kind: 'city' }, bbox: whole, query: '', figures: WALL_FIGURES },
    ...areas.slice(0, MOST_AREAS).map(
      ({ bbox, ...area }): Scene => ({
        ...usual,
        id: `area-${area.code}`,
        subject: { kind: 'area', ...area },
        bbox: widened(bbox),
        query: sceneQuery({ area: area.code }),
        figures: WALL_FIGURES,
      }),
    ),
    ...NETS.map(
      (net): Scene => ({
        ...usual,
        id: `net-${net}`,
        subject: { kind: 'net', net },
        bbox: whole,
        query: sceneQuery({
          hiddenNets: NETS.filter((other) => other !== net),
          density: { on: false, opacity: 0.8, bandwidthMetres: 250 },
        }),
        figures: WALL_FIGURES.filter((figure) => NET_FIGURES[net].includes(figure)),
      }),
    ),
  ];
}

function widened([west, south, east, north]: Bbox): Bbox {
  const [width, height] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return [west - width, south - height, east + width, north + height];
}

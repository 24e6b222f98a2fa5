import type { Map as MapLibreMap } from 'maplibre-gl';
import { comparePicture } from '../planning/compare/compare-picture.ts';
import { planPicture } from '../planning/plan-picture.ts';
import { OverDrawing } from './over-drawing.ts';

interface Drawing {
  show(): void;
  /** What was sent to the map is gone. */
  forget(): void;
}
const drawings: Drawing[] = [];

/** Draws the open draft, plans compared and what desks draw; the first draft and comparison bring what draws them. `follow` is called when the map needs another style for them. */
export function drawDrafts(map: MapLibreMap, follow: () => void): void {
  new OverDrawing(map).show();
  const isDraft = () => planPicture.get().plan !== null;
  const isComparison = () => comparePicture.get() !== null;
  let drawn = 'false false';
  const look = (): void => {
    const next = `${isDraft()} ${isComparison()}`;
    if (next === drawn) return;
    drawn = next;
    follow();
  };
  planPicture.subscribe(look);
  comparePicture.subscribe(look);
  startWith(map, planPicture, isDraft, async () => (await import('./plan-map.ts')).startPlanMap(map));
  startWith(map, comparePicture, isComparison, async () => {
    const { ComparisonDrawing } = await import('./comparison-drawing.ts');
    return new ComparisonDrawing(map);
  });
}

function startWith(
  map: MapLibreMap,
  picture: { subscribe(listener: () => void): () => void },
  isThere: () => boolean,
  start: () => Promise<Drawing>,
): void {
  let isStarting = false;
  const look = (): void => {
    if (!isThere() || isStarting) return;
    isStarting = true;
    void start().then((drawing) => {
      drawings.push(drawing);
      drawing.show();
      // Sources outlive a change of the style, what they hold does not.
      map.on('style.load', () => drawing.forget());
    });
  };
  picture.subscribe(look);
  look();
}

/** To be called when the style is new. */
export function redrawDraft(): void {
  for (const drawing of drawings) drawing.show();
}

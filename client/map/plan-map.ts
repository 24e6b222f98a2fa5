import type { Map as MapLibreMap } from 'maplibre-gl';
import { HandCanvas } from './hand-canvas.ts';
import { PlanDrawing } from './plan-drawing.ts';
import { PlanGestures } from './plan-gestures.ts';
import { planHand } from './plan-hand.ts';

/** Draws open drafts on the map and gives the pointer to the tools; answers who draws. To be called once. */
export function startPlanMap(map: MapLibreMap): PlanDrawing {
  planHand.current = new PlanGestures(map);
  new HandCanvas(map).show();
  const drawing = new PlanDrawing(map);
  drawing.show();
  return drawing;
}

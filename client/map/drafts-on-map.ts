import type { Map as MapLibreMap } from 'maplibre-gl';
import { planPicture } from '../planning/plan-picture.ts';
import type { PlanDrawing } from './plan-drawing.ts';

let drawing: PlanDrawing | undefined;
let isStarting = false;

/** Draws the open draft; the first one brings what draws it. `onOpen` hears whether one is open, with every change of the picture. */
export function drawDrafts(map: MapLibreMap, onOpen: (isOpen: boolean) => unknown): void {
  planPicture.subscribe(() => {
    const isOpen = planPicture.get().plan !== null;
    onOpen(isOpen);
    if (!isOpen || isStarting) return;
    isStarting = true;
    void import('./plan-map.ts').then(({ startPlanMap }) => {
      drawing = startPlanMap(map);
    });
  });
}

/** To be called when the style is new. */
export function redrawDraft(): void {
  drawing?.show();
}

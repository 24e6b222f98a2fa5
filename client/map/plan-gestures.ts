import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { draftSession } from '../planning/draft-session.ts';
import { planning } from '../planning/planning.ts';
import { choose } from '../planning/tools/choose.ts';
import type { PlanPointer } from '../planning/tools/pointer.ts';
import { toolInHand } from '../planning/tools/tools.ts';
import { viewStore } from '../state/view.ts';
import { metresPerPixel } from './metres-per-pixel.ts';
import type { PlanHand } from './plan-hand.ts';

/** Tools by which clicks draw, so that a double click ends the drawing and does not zoom. */
const DRAWING = ['reshape', 'split', 'transfer'] as const;

/** Gives what the pointer does on the map to the tool of the Plan workspace, while a draft is open there. */
export class PlanGestures implements PlanHand {
  readonly #map: MapLibreMap;
  isDragging = false;

  constructor(map: MapLibreMap) {
    this.#map = map;
    map.on('mousedown', (event) => {
      if (event.originalEvent.button === 0) this.#press(event);
    });
    map.on('touchstart', (event) => {
      if (event.points.length === 1) this.#press(event);
    });
    map.on('mousemove', (event) => this.#move(event));
    map.on('touchmove', (event) => this.#move(event));
    map.on('mouseup', (event) => this.#release(event));
    map.on('touchend', (event) => this.#release(event));
    map.on('dblclick', (event) => {
      const { plan } = this;
      if (!plan || !isDrawing()) return;
      event.preventDefault();
      toolInHand().finish?.(plan);
    });
  }

  /** The plan that is worked on; null outside the workspace. */
  get plan() {
    const { workspace, plan } = viewStore.get();
    return workspace === 'plan' && plan.compare === null ? draftSession.get().plan : null;
  }

  /** Whether the tool takes the click. */
  click(event: MapMouseEvent): boolean {
    const { plan } = this;
    if (!plan) return false;
    const at = this.#pointer(event);
    // Who may not change a draft may speak of it.
    if (draftSession.canEdit || planning.get().tool === 'comment') toolInHand().click?.(plan, at);
    else choose(plan, at);
    return true;
  }

  /** How the pointer looks over the draft; undefined outside the workspace. */
  get cursor(): string | undefined {
    if (!this.plan) return undefined;
    if (this.isDragging) return 'grabbing';
    const { tool } = planning.get();
    return (draftSession.canEdit && isDrawing()) || tool === 'comment' ? 'crosshair' : 'default';
  }

  #press(event: MapMouseEvent | MapTouchEvent): void {
    const { plan } = this;
    if (!plan || !draftSession.canEdit) return;
    if (!toolInHand().press?.(plan, this.#pointer(event))) return;
    // The map stays where it is.
    event.preventDefault();
    this.isDragging = true;
  }

  #move(event: MapMouseEvent | MapTouchEvent): void {
    const { plan } = this;
    if (!plan || !draftSession.canEdit || this.#map.isMoving()) return;
    const tool = toolInHand();
    if (this.isDragging) tool.drag?.(plan, this.#pointer(event));
    else tool.hover?.(plan, this.#pointer(event));
  }

  #release(event: MapMouseEvent | MapTouchEvent): void {
    if (!this.isDragging) return;
    this.isDragging = false;
    const { plan } = this;
    if (plan) toolInHand().release?.(plan, this.#pointer(event));
    else toolInHand().cancel?.();
  }

  #pointer({ lngLat, point }: MapMouseEvent | MapTouchEvent): PlanPointer {
    const { lng, lat } = lngLat;
    return {
      place: { lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) },
      metresPerPixel: metresPerPixel({ lat, zoom: this.#map.getZoom() }),
      x: point.x,
      y: point.y,
    };
  }
}

function isDrawing(): boolean {
  return (DRAWING as readonly string[]).includes(planning.get().tool);
}

import type { Map as MapLibreMap } from 'maplibre-gl';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { mercatorX, mercatorY } from '../../core/hotspot/density.ts';
import { type PlanPicture, planPicture } from '../planning/plan-picture.ts';
import { planning } from '../planning/planning.ts';
import { surfacesOf } from '../planning/surfaces.ts';
import { COMMENT_PIXELS } from '../planning/tools/choose.ts';
import { viewStore } from '../state/view.ts';
import { type HandLineKind, type HandMarkKind, type HandParts, handParts, NO_HAND } from './hand-parts.ts';
import { WORLD_PIXELS } from './metres-per-pixel.ts';
import { MAP_FONT } from './style/map-style.ts';
import { MAP_PALETTES, type MapPalette } from './style/palette.ts';

/**
 * What somebody drags, draws and has chosen of an open draft, on a canvas of its own over the map: where a processor draws in place of a graphics card,
 * a point that is dragged does not wait for the ground to be drawn again. It follows the map within the same frame.
 */
export class HandCanvas {
  readonly #map: MapLibreMap;
  readonly #canvas = document.createElement('canvas');
  #parts: HandParts = NO_HAND;
  #shown: unknown[] = [];
  /** Of the map, in CSS pixels: to ask the page for it at each move of a pointer would lay the page out again. */
  #size = { width: 0, height: 0 };
  /** The map is another one than what is drawn was drawn for. */
  #isBehind = true;
  #frame: number | undefined;

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#canvas.className = 'hand-canvas';
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#canvas.hidden = true;
    this.#canvas.addEventListener('contextrestored', () => this.#draw());
    map.getCanvasContainer().append(this.#canvas);
    this.#measure();
    map.on('resize', () => this.#measure());
    map.on('move', () => {
      this.#isBehind = true;
    });
    map.on('render', () => {
      if (!this.#canvas.hidden && this.#isBehind) this.#draw();
    });
    for (const store of [planPicture, planning, viewStore]) store.subscribe(() => this.show());
  }

  /** Draws what is new, with the next frame. */
  show(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#update();
    });
  }

  #update(): void {
    const { workspace, plan: of, theme } = viewStore.get();
    const picture = planPicture.get();
    const { plan, chosenArc, tried, sketch, isSketchClosed, snap, moving, refusedAt, comments } = picture;
    const { vertex } = planning.get();
    const isShown = workspace === 'plan' && of.compare === null && plan !== null;
    const arc = plan?.arcs.get(chosenArc ?? -1);
    const hand = [tried, sketch, isSketchClosed, snap, moving, refusedAt, comments];
    const next = [isShown, theme, arc, vertex, ...hand, moving && plan];
    if (next.every((part, at) => part === this.#shown[at])) return;
    this.#shown = next;
    this.#parts = isShown ? partsOf(picture, vertex) : NO_HAND;
    this.#draw();
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.#map.getContainer();
    this.#size = { width: clientWidth, height: clientHeight };
    this.#isBehind = true;
  }

  #draw(): void {
    const { lines, marks } = this.#parts;
    this.#canvas.hidden = lines.length + marks.length === 0;
    const context = this.#canvas.hidden ? null : this.#canvas.getContext('2d');
    if (!context) return;
    this.#isBehind = false;
    const ratio = Math.min(2, devicePixelRatio);
    const width = Math.round(this.#size.width * ratio);
    const height = Math.round(this.#size.height * ratio);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.#size.width, this.#size.height);
    paintHand(context, this.#parts, {
      palette: MAP_PALETTES[viewStore.get().theme],
      project: this.#project(),
    });
  }

  /** From integer degrees to CSS pixels of the map as it is. */
  #project(): Project {
    const centre = this.#map.getCenter();
    const middle = this.#map.project(centre);
    const pixels = WORLD_PIXELS * 2 ** this.#map.getZoom();
    const left = mercatorX(centre.lng) * pixels - middle.x;
    const top = mercatorY(centre.lat) * pixels - middle.y;
    return (lng7, lat7) => [mercatorX(lng7 / 1e7) * pixels - left, mercatorY(lat7 / 1e7) * pixels - top];
  }
}

function partsOf(picture: PlanPicture, vertex: number | null): HandParts {
  const { plan, moving } = picture;
  return handParts(picture, vertex, plan && moving ? surfacesOf(plan) : new Map());
}

type Project = (lng7: number, lat7: number) => [x: number, y: number];

interface LineLook {
  colour: 'accent' | 'track';
  width: number;
  dashes?: number[];
  /** Opacity of the area within. */
  fill?: number;
}
/** In CSS pixels. */
const LINES: Record<HandLineKind, LineLook> = {
  piece: { colour: 'track', width: 2, fill: 0.45 },
  giver: { colour: 'track', width: 3, dashes: [6, 4.5] },
  taker: { colour: 'track', width: 3.5 },
  patch: { colour: 'accent', width: 2, dashes: [4, 3], fill: 0.15 },
  arc: { colour: 'accent', width: 2.5 },
  tried: { colour: 'accent', width: 3 },
  sketch: { colour: 'accent', width: 2, dashes: [4, 3] },
};
const REFUSED = '#f4664f';

function paintHand(
  context: CanvasRenderingContext2D,
  { lines, marks }: HandParts,
  { palette, project }: { palette: MapPalette; project: Project },
): void {
  context.lineJoin = 'round';
  for (const { kind, line } of lines) {
    const { colour, width, dashes = [], fill } = LINES[kind];
    trace(context, line, project);
    if (fill !== undefined) {
      context.globalAlpha = fill;
      context.fillStyle = palette[colour];
      context.fill();
      context.globalAlpha = 1;
    }
    context.setLineDash(dashes);
    context.lineCap = dashes.length > 0 ? 'butt' : 'round';
    context.strokeStyle = palette[colour];
    context.lineWidth = width;
    context.stroke();
  }
  context.setLineDash([]);
  for (const { kind, at } of marks) paintMark(context, kind, project(at.lng7, at.lat7), palette);
}

function trace(context: CanvasRenderingContext2D, line: FlatRing, project: Project): void {
  context.beginPath();
  for (let i = 0; i + 1 < line.length; i += 2) {
    const [x, y] = project(line[i]!, line[i + 1]!);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

function paintMark(
  context: CanvasRenderingContext2D,
  kind: HandMarkKind,
  [x, y]: [x: number, y: number],
  { accent, halo }: MapPalette,
): void {
  if (kind === 'comment' || kind === 'settled') {
    if (kind === 'settled') paintBadge(context, '✓', [x, y], { disc: halo, ink: accent });
    else paintBadge(context, '!', [x, y], { disc: accent, ink: halo });
    return;
  }
  const isRing = kind === 'snap' || kind === 'refused';
  const isStrong = kind === 'end' || kind === 'held';
  const radius = kind === 'refused' ? 17.5 : kind === 'snap' ? 10.5 : isStrong ? 7 : 5.5;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  if (!isRing) {
    context.fillStyle = isStrong ? accent : halo;
    context.fill();
  }
  context.strokeStyle = kind === 'refused' ? REFUSED : accent;
  context.lineWidth = isRing ? 3 : 2;
  context.stroke();
}

/** A sign on a disc. */
function paintBadge(
  context: CanvasRenderingContext2D,
  sign: string,
  [x, y]: [x: number, y: number],
  { disc, ink }: { disc: string; ink: string },
): void {
  context.beginPath();
  context.arc(x, y, COMMENT_PIXELS - 1, 0, 2 * Math.PI);
  context.fillStyle = disc;
  context.fill();
  context.strokeStyle = ink;
  context.lineWidth = 2.5;
  context.stroke();
  context.font = `bold 15px ${MAP_FONT.map((name) => `"${name}"`).join(', ')}, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = ink;
  context.fillText(sign, x, y + 0.5);
}

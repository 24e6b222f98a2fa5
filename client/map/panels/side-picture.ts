import { type GridName, gridNameIn } from '../../../core/contract/grid-name.ts';
import type { FlatRing } from '../../../core/geometry/ring.ts';
import { mercatorX, mercatorY } from '../../../core/hotspot/density.ts';
import { labelPoint } from '../../../core/import/label-point.ts';
import {
  CHANGED_WIDTH,
  COMPARE_COLOURS,
  REMOVED_DASH,
  TINTS,
} from '../../planning/compare/compare-colours.ts';
import type { ComparePicture } from '../../planning/compare/compare-picture.ts';
import type { Side } from '../../planning/compare/compared-grids.ts';
import type { Camera, View } from '../../state/view-state.ts';
import { WORLD_PIXELS } from '../metres-per-pixel.ts';
import type { Size } from './panel-frame.ts';

/** Flat Web Mercator x, y of [0, 1), and the box of them. */
interface Path {
  points: Float64Array;
  box: readonly [west: number, north: number, east: number, south: number];
}

/** What only one of two plans has, ready to be drawn at any camera. */
export interface SidePicture {
  side: Side;
  grids: {
    id: string;
    kind: keyof (typeof COMPARE_COLOURS)['dark']['kinds'];
    isEnded: boolean;
    rings: Path[];
    name: GridName;
    label: readonly [x: number, y: number];
  }[];
  lines: Path[];
}

/** What a plan has alone: its changed grids, and the borders that the other one has not. */
export function sidePicture(
  { grids, borders }: Pick<ComparePicture, 'grids' | 'borders'>,
  side: Side,
): SidePicture {
  return {
    side,
    grids: grids.flatMap((grid) => {
      const own = grid[side];
      if (!own) return [];
      const [lng7, lat7] = labelPoint(own.polygons);
      return [
        {
          id: grid.id,
          kind: grid.kind,
          isEnded: grid.after === null,
          rings: own.polygons.flat().map(pathOf),
          name: own.name,
          label: [mercatorX(lng7 / 1e7), mercatorY(lat7 / 1e7)] as const,
        },
      ];
    }),
    lines: borders[side === 'before' ? 'removed' : 'added'].map(({ line }) => pathOf(line)),
  };
}

function pathOf(line: FlatRing): Path {
  const points = new Float64Array(line.length);
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < line.length; i += 2) {
    const [x, y] = [mercatorX(line[i]! / 1e7), mercatorY(line[i + 1]! / 1e7)];
    points[i] = x;
    points[i + 1] = y;
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  }
  return { points, box: [west, north, east, south] };
}

export interface SideLook {
  theme: View['theme'];
  language: View['language'];
  chosen: string | null;
  font: string;
  text: string;
  halo: string;
  accent: string;
}

/** Where on a canvas of this size, with the camera in its middle, a place lies. */
interface Frame extends Size {
  scale: number;
  left: number;
  top: number;
}

function frameOf({ lng, lat, zoom }: Camera, { width, height }: Size): Frame {
  const scale = WORLD_PIXELS * 2 ** zoom;
  return {
    width,
    height,
    scale,
    left: width / 2 - mercatorX(lng) * scale,
    top: height / 2 - mercatorY(lat) * scale,
  };
}

function isSeen(
  { box: [west, north, east, south] }: Path,
  { width, height, scale, left, top }: Frame,
): boolean {
  return (
    east * scale + left >= 0 &&
    west * scale + left <= width &&
    south * scale + top >= 0 &&
    north * scale + top <= height
  );
}

/** Draws what a plan has alone over a ground that is shown at `camera`; `size` in CSS pixels. */
export function paintSide(
  context: CanvasRenderingContext2D,
  picture: SidePicture,
  { camera, size, look }: { camera: Camera; size: Size; look: SideLook },
): void {
  const frame = frameOf(camera, size);
  const colours = COMPARE_COLOURS[look.theme];
  context.lineJoin = 'round';
  for (const { id, kind, isEnded, rings } of picture.grids) {
    if (!rings.some((ring) => isSeen(ring, frame))) continue;
    context.beginPath();
    for (const ring of rings) trace(context, ring, frame);
    context.fillStyle = colours.kinds[kind];
    context.globalAlpha = id === look.chosen ? TINTS.chosen : isEnded ? TINTS.ended : TINTS.goesOn;
    context.fill('evenodd');
    context.globalAlpha = 1;
    if (id !== look.chosen) continue;
    context.strokeStyle = look.accent;
    context.lineWidth = 2 * CHANGED_WIDTH;
    context.stroke();
  }
  context.beginPath();
  for (const line of picture.lines) if (isSeen(line, frame)) trace(context, line, frame);
  context.strokeStyle = picture.side === 'before' ? colours.removed : colours.added;
  context.lineWidth = CHANGED_WIDTH;
  context.setLineDash(picture.side === 'before' ? [...REMOVED_DASH] : []);
  context.stroke();
  context.setLineDash([]);
  paintNames(context, picture, frame, look);
}

function trace(context: CanvasRenderingContext2D, { points }: Path, { scale, left, top }: Frame): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i]! * scale + left, points[i + 1]! * scale + top];
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

/** So small a grid has no room for its name. */
const LEAST_PIXELS = 24;

function paintNames(
  context: CanvasRenderingContext2D,
  { grids }: SidePicture,
  frame: Frame,
  { font, text, halo, language }: SideLook,
): void {
  context.font = `12px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { rings, name, label } of grids) {
    const isRoomy = rings.some(({ box }) => (box[2] - box[0]) * frame.scale > LEAST_PIXELS);
    if (!isRoomy || !rings.some((ring) => isSeen(ring, frame))) continue;
    const [x, y] = [label[0] * frame.scale + frame.left, label[1] * frame.scale + frame.top];
    const called = gridNameIn(language, name);
    context.strokeStyle = halo;
    context.lineWidth = 3;
    context.strokeText(called, x, y);
    context.fillStyle = text;
    context.fillText(called, x, y);
  }
}

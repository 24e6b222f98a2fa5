import type { IconPart } from './layers/icons.ts';
import { MAP_FONT } from './style/map-style.ts';

/** Side of the box that icons are described in; its middle is 0, 0. */
export const ICON_BOX = 24;
/** Of a letter that fills its box. */
const LETTER_SIZE = 20;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws an icon round the point and at the scale of the context's transform. */
export function drawIcon(context: Context, parts: readonly IconPart[]): void {
  for (const part of parts) drawPart(context, part);
}

function drawPart(context: Context, part: IconPart): void {
  const { path, letter, fill, stroke, width = 1, alpha = 1, at } = part;
  context.save();
  if (at) {
    context.translate(at[0], at[1]);
    context.scale(at[2], at[2]);
  }
  context.globalAlpha = alpha;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (fill) context.fillStyle = fill;
  if (stroke) context.strokeStyle = stroke;
  context.lineWidth = width;
  if (letter && fill) write(context, letter);
  const shape = path ? new Path2D(path) : undefined;
  if (shape && fill) context.fill(shape);
  if (shape && stroke) context.stroke(shape);
  context.restore();
}

/** Digits stand on one line, whatever the letter. */
function write(context: Context, letter: string): void {
  context.font = `600 ${LETTER_SIZE}px ${MAP_FONT.map((name) => `"${name}"`).join(', ')}, sans-serif`;
  context.textAlign = 'center';
  context.fillText(letter, 0, context.measureText('0').actualBoundingBoxAscent / 2);
}

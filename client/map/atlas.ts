import { type IconName, type IconPart, iconsOf } from './layers/icons.ts';
import { MAP_FONT } from './style/map-style.ts';

/** All icons of a theme on one picture, and where each one lies on it. */
export interface Atlas {
  picture: HTMLCanvasElement;
  places: Record<
    IconName,
    { x: number; y: number; width: number; height: number; anchorY: number; mask: false }
  >;
}

/** Side of the box that icons are described in. */
const BOX = 24;
/** Pixels of the picture for each unit of the box: enough for icons of 36 CSS pixels on a dense screen. */
const SCALE = 3;
const SIDE = BOX * SCALE;
const GAP = 2;
const PER_ROW = 12;
/** Of a letter that fills its box. */
const LETTER_SIZE = 20;

export function drawAtlas(theme: 'dark' | 'light'): Atlas {
  const icons = [...iconsOf(theme)];
  const picture = document.createElement('canvas');
  picture.width = PER_ROW * (SIDE + GAP);
  picture.height = Math.ceil(icons.length / PER_ROW) * (SIDE + GAP);
  const context = picture.getContext('2d');
  if (!context) throw new Error('this browser has no 2D canvas');
  const places: Atlas['places'] = {};
  icons.forEach(([name, parts], i) => {
    const x = (i % PER_ROW) * (SIDE + GAP);
    const y = Math.floor(i / PER_ROW) * (SIDE + GAP);
    context.setTransform(SCALE, 0, 0, SCALE, x + SIDE / 2, y + SIDE / 2);
    for (const part of parts) draw(context, part);
    places[name] = { x, y, width: SIDE, height: SIDE, anchorY: SIDE / 2, mask: false };
  });
  return { picture, places };
}

function draw(context: CanvasRenderingContext2D, part: IconPart): void {
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
function write(context: CanvasRenderingContext2D, letter: string): void {
  context.font = `600 ${LETTER_SIZE}px ${MAP_FONT.map((name) => `"${name}"`).join(', ')}, sans-serif`;
  context.textAlign = 'center';
  context.fillText(letter, 0, context.measureText('0').actualBoundingBoxAscent / 2);
}

import { type IconName, type IconPart, iconsOf } from './layers/icons.ts';

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
/** Pixels of the picture for each unit of the box: enough for icons of 27 CSS pixels on a dense screen. */
const SCALE = 2.5;
const SIDE = BOX * SCALE;
const GAP = 2;
const PER_ROW = 8;

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

function draw(
  context: CanvasRenderingContext2D,
  { path, fill, stroke, width = 1, alpha = 1 }: IconPart,
): void {
  const shape = new Path2D(path);
  context.globalAlpha = alpha;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (fill) {
    context.fillStyle = fill;
    context.fill(shape);
  }
  if (stroke) {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.stroke(shape);
  }
}

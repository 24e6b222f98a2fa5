import { drawIcon, ICON_BOX } from './icon-picture.ts';
import { type IconName, iconsOf } from './layers/icons.ts';

/** All icons of a theme on one picture, and where the painted part of each one lies on it, round the middle of the icon's box. */
export interface Atlas {
  picture: HTMLCanvasElement;
  places: Record<
    IconName,
    { x: number; y: number; width: number; height: number; anchorY: number; mask: false }
  >;
}

/** Height in CSS pixels of the painted part of an icon whose box has the side `size`. */
export function paintedHeight({ places }: Atlas, icon: IconName, size: number): number {
  return (size * (places[icon]?.height ?? SIDE)) / SIDE;
}

/** Pixels of the picture for each unit of the box: enough for icons of 36 CSS pixels on a dense screen. */
const SCALE = 3;
const SIDE = ICON_BOX * SCALE;
const GAP = 2;
/** Clear pixels kept round what is painted, so that it fades out when it is drawn smaller. */
const EDGE = 3;
const PER_ROW = 12;

export function drawAtlas(theme: 'dark' | 'light'): Atlas {
  const icons = [...iconsOf(theme)];
  const picture = document.createElement('canvas');
  picture.width = PER_ROW * (SIDE + GAP);
  picture.height = Math.ceil(icons.length / PER_ROW) * (SIDE + GAP);
  const context = picture.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no 2D canvas');
  const places: Atlas['places'] = {};
  icons.forEach(([name, parts], i) => {
    const x = (i % PER_ROW) * (SIDE + GAP);
    const y = Math.floor(i / PER_ROW) * (SIDE + GAP);
    context.setTransform(SCALE, 0, 0, SCALE, x + SIDE / 2, y + SIDE / 2);
    drawIcon(context, parts);
    places[name] = { ...painted(context, x, y), mask: false };
  });
  return { picture, places };
}

/** What is painted of the box at x, y, as far to one side of its middle as to the other. Empty margins would be drawn too. */
function painted(context: CanvasRenderingContext2D, x: number, y: number) {
  const { data } = context.getImageData(x, y, SIDE, SIDE);
  const middle = (SIDE - 1) / 2;
  let [right, down] = [0, 0];
  for (let i = 3; i < data.length; i += 4) {
    if (data[i] === 0) continue;
    const pixel = (i - 3) / 4;
    right = Math.max(right, Math.abs((pixel % SIDE) - middle));
    down = Math.max(down, Math.abs(Math.floor(pixel / SIDE) - middle));
  }
  const [width, height] = [right, down].map((reach) => Math.min(SIDE, 2 * Math.ceil(reach + EDGE))) as [
    number,
    number,
  ];
  return { x: x + (SIDE - width) / 2, y: y + (SIDE - height) / 2, width, height, anchorY: height / 2 };
}

import { drawIcon, ICON_BOX } from './icon-picture.ts';
import type { IconPart } from './layers/icons.ts';
import { OVER_COLOURS, SIGN_PREFIX } from './style/over-layers.ts';
import { MAP_PALETTES } from './style/palette.ts';

/** Pixels of a picture for each CSS pixel of the map. */
export const SIGN_RATIO = 2;
const SIDE = 24;

/** Where the arrow points, degrees clockwise from straight on. */
const DEGREES: Readonly<Record<string, number>> = {
  straight: 0,
  slight_left: -40,
  slight_right: 40,
  left: -90,
  right: 90,
  sharp_left: -135,
  sharp_right: 135,
};
const DISC = 'M10,0A10,10 0 1 1 -10,0A10,10 0 1 1 10,0Z';
const ROUND = 'M3,5.5V-1.5A3,3 0 0 0 -3,-1.5V4M-5.5,1.5L-3,4.2L-0.5,1.5';
const SLASH = 'M-6.4,-6.4L6.4,6.4';

/**
 * What forbids, a ring with a slash, and what is the only way, a full disc, side by side: told apart without colours. The name is
 * `signName` of the rules after the prefix, the theme and '-'.
 */
export function drawSign(id: string): ImageData {
  const [theme, ...rest] = id.slice(SIGN_PREFIX.length).split('-');
  const signs = rest.join('-').split('+');
  const canvas = document.createElement('canvas');
  canvas.width = signs.length * SIDE * SIGN_RATIO;
  canvas.height = SIDE * SIGN_RATIO;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no 2D canvas');
  const scale = (SIDE * SIGN_RATIO) / ICON_BOX;
  signs.forEach((sign, i) => {
    context.setTransform(scale, 0, 0, scale, (i + 0.5) * SIDE * SIGN_RATIO, (SIDE * SIGN_RATIO) / 2);
    drawIcon(context, partsOf(sign, theme === 'light' ? 'light' : 'dark'));
  });
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Of 'no-left' or 'only-straight,right'. */
function partsOf(sign: string, theme: 'dark' | 'light'): IconPart[] {
  const [kind, turns = ''] = sign.split('-');
  const { halo } = MAP_PALETTES[theme];
  const { bad, accent } = OVER_COLOURS[theme];
  const ink = theme === 'dark' ? '#e6ecf1' : '#17212a';
  const arrows = turns.split(',').map(arrowOf).join('');
  if (kind === 'only')
    return [
      { path: DISC, fill: accent, stroke: halo, width: 1.6 },
      { path: arrows, stroke: halo, width: 2.2 },
    ];
  return [
    { path: DISC, fill: halo, stroke: bad, width: 2.4 },
    { path: arrows, stroke: ink, width: 1.8 },
    { path: SLASH, stroke: bad, width: 2 },
  ];
}

/** A stem from below that goes on in the direction of the turn, with a head. */
function arrowOf(turn: string): string {
  const degrees = DEGREES[turn];
  if (degrees === undefined) return ROUND;
  const at = (angle: number, length: number): [number, number] => [
    length * Math.sin((angle * Math.PI) / 180),
    -length * Math.cos((angle * Math.PI) / 180),
  ];
  const text = ([x, y]: readonly [number, number]): string => `${x.toFixed(2)},${y.toFixed(2)}`;
  const end = at(degrees, 6);
  const barb = (by: number): string => {
    const [x, y] = at(degrees + by, 3.4);
    return text([end[0] + x, end[1] + y]);
  };
  return `M0,6L0,0L${text(end)}M${barb(140)}L${text(end)}L${barb(-140)}`;
}

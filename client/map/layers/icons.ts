import { NETS, PRIORITIES } from '../../../core/vocabulary.ts';
import { PRIORITY_COLOURS, PRIORITY_SHAPES } from '../../ui/incident-symbols.ts';
import { NET_COLOURS, NET_SHAPES, type SymbolShape } from '../../ui/net-symbols.ts';
import { MAP_PALETTES } from '../style/palette.ts';
import { countIcons } from './count-icons.ts';
import { fileIcons } from './file-icons.ts';

/** How one icon is drawn, in a box from -12 to 12 on both axes, y down. Later parts lie over earlier ones. */
export interface IconPart {
  /** SVG path data, or a letter that stands in the middle. */
  path?: string;
  letter?: string;
  fill?: string;
  stroke?: string;
  width?: number;
  alpha?: number;
  /** Moved and then enlarged so. */
  at?: readonly [x: number, y: number, scale: number];
}

export type IconName = string;
type Theme = 'dark' | 'light';

const RING = 'M9,0A9,9 0 1 1 -9,0A9,9 0 1 1 9,0Z';
const DOT = 'M2.6,0A2.6,2.6 0 1 1 -2.6,0A2.6,2.6 0 1 1 2.6,0Z';
const BIG_RING = 'M11,0A11,11 0 1 1 -11,0A11,11 0 1 1 11,0Z';
const SLASH = 'M-6,6L6,-6';
const CAMERA = 'M-2,-2H4V3H-2ZM4,-0.5L7,-2V3L4,1.5Z';
const DIAMOND = 'M0,-4.5L4.5,0L0,4.5L-4.5,0Z';
const BARRIER = 'M-9,-3H9V3H-9Z';

/** Every icon of the map, by name. */
export function iconsOf(theme: Theme): Map<IconName, IconPart[]> {
  const icons = new Map<IconName, IconPart[]>();
  for (const priority of PRIORITIES) {
    const shape = PRIORITY_SHAPES[priority];
    const colour = PRIORITY_COLOURS[theme][priority];
    icons.set(`incident-${priority}-open`, cased(shape, colour, theme));
    icons.set(`incident-${priority}-new`, [
      { path: BIG_RING, stroke: colour, width: 1.6, alpha: 0.85 },
      ...cased(shape, colour, theme),
    ]);
    icons.set(`incident-${priority}-done`, cased(shape, colour, theme, 0.38));
  }
  for (const net of NETS) icons.set(net, cased(NET_SHAPES[net], NET_COLOURS[theme][net], theme));
  for (const [name, parts] of unitIcons(theme)) icons.set(name, parts);
  for (const [name, parts] of placeIcons(theme)) icons.set(name, parts);
  for (const [name, parts] of fileIcons(theme)) icons.set(name, parts);
  for (const [name, parts] of countIcons(theme)) icons.set(name, parts);
  for (const [name, parts] of alarmIcons(theme)) icons.set(name, parts);
  icons.set('selection', [
    { path: RING, stroke: MAP_PALETTES[theme].halo, width: 3 },
    { path: RING, stroke: MAP_PALETTES[theme].accent, width: 1.5 },
  ]);
  return icons;
}

/** A ring round what the alarm is about, and at its shoulder the shape of its priority. */
function alarmIcons(theme: Theme): [IconName, IconPart[]][] {
  const { halo } = MAP_PALETTES[theme];
  return PRIORITIES.flatMap((priority): [IconName, IconPart[]][] => {
    const colour = PRIORITY_COLOURS[theme][priority];
    const { path, paint } = PRIORITY_SHAPES[priority];
    const shape = movedPath(path, 0.5, 7.4, -7.4);
    const badge: IconPart[] = [
      { path: BADGE, fill: halo },
      paint === 'fill' ? { path: shape, fill: colour } : { path: shape, stroke: colour, width: 1.5 },
    ];
    const ring = (of: string, width: number): IconPart[] => [
      { path: of, stroke: halo, width: width + 1.8, alpha: 0.85 },
      { path: of, stroke: colour, width },
    ];
    return [
      [
        `alarm-${priority}-new`,
        [...ring(RING, 2.2), { path: BIG_RING, stroke: colour, width: 1.1 }, ...badge],
      ],
      [`alarm-${priority}-known`, [...ring(RING, 1.4), ...badge]],
      [`alarm-${priority}-over`, [...ring(BROKEN_RING, 1.6), ...badge]],
    ];
  });
}

const BADGE = 'M11.9,-7.4A4.5,4.5 0 1 1 2.9,-7.4A4.5,4.5 0 1 1 11.9,-7.4Z';
const BROKEN_RING = Array.from({ length: 8 }, (_, i) => {
  const at = (turn: number) => {
    const angle = (turn / 8) * 2 * Math.PI;
    return `${(9 * Math.cos(angle)).toFixed(2)},${(9 * Math.sin(angle)).toFixed(2)}`;
  };
  return `M${at(i)}A9,9 0 0 1 ${at(i + 0.6)}`;
}).join('');

/** SVG path data of absolute commands, smaller and elsewhere. */
function movedPath(path: string, scale: number, dx: number, dy: number): string {
  return path.replace(/([MLHVAZ])([^MLHVAZ]*)/g, (_, command: string, rest: string) => {
    const numbers = (rest.match(/-?[\d.]+/g) ?? []).map(Number);
    const moved = numbers.map((n, i) => {
      if (command === 'H') return n * scale + dx;
      if (command === 'V') return n * scale + dy;
      if (command === 'A') return [n * scale, n * scale, n, n, n, n * scale + dx, n * scale + dy][i % 7] ?? n;
      return n * scale + (i % 2 === 0 ? dx : dy);
    });
    return command + moved.map((n) => Math.round(n * 100) / 100).join(',');
  });
}

function unitIcons(theme: Theme): [IconName, IconPart[]][] {
  const colour = NET_COLOURS[theme].street;
  const busy = theme === 'dark' ? '#ffffff' : '#063b61';
  const arrow = NET_SHAPES.street.path;
  const circle: SymbolShape = { path: 'M5,0A5,5 0 1 1 -5,0A5,5 0 1 1 5,0Z', paint: 'fill' };
  return [
    ['unit', cased(NET_SHAPES.street, colour, theme)],
    ['unit-busy', cased(NET_SHAPES.street, busy, theme)],
    ['unit-stale', cased({ path: arrow, paint: 'stroke' }, colour, theme, 0.8, 1.3)],
    ['unit-still', cased(circle, colour, theme)],
    ['unit-still-busy', cased(circle, busy, theme)],
    ['unit-still-stale', cased({ ...circle, paint: 'stroke' }, colour, theme, 0.8, 1.3)],
  ];
}

function placeIcons(theme: Theme): [IconName, IconPart[]][] {
  const { community, checkpoint, institution, technology } = NET_COLOURS[theme];
  const { halo } = MAP_PALETTES[theme];
  const alert = PRIORITY_COLOURS[theme][1];
  const square = NET_SHAPES.institution;
  const pentagon = NET_SHAPES.community;
  const camera: SymbolShape = { path: CAMERA, paint: 'fill' };
  const off = theme === 'dark' ? '#d9a441' : '#845500';
  const devices = {
    camera,
    alarm_button: { path: DOT, paint: 'fill' },
    sensor: { path: DIAMOND, paint: 'stroke' },
  } as const;
  return [
    ['post-staffed', cased(pentagon, community, theme, 1, 1.6)],
    ['post-unstaffed', cased(pentagon, community, theme, 0.45, 1.2)],
    ['checkpoint-staffed', cased(NET_SHAPES.checkpoint, checkpoint, theme)],
    ['checkpoint-open', cased({ ...NET_SHAPES.checkpoint, paint: 'stroke' }, checkpoint, theme, 1, 1.2)],
    [
      'checkpoint-closed',
      [
        ...cased({ path: BARRIER, paint: 'fill' }, alert, theme),
        { path: 'M-6,3L-2,-3M-0.5,3L3.5,-3M5,3L9,-3', stroke: halo, width: 1.6 },
      ],
    ],
    ['institution-1', [...cased(square, institution, theme, 1, 1.6), { path: DOT, fill: institution }]],
    ['institution-2', cased(square, institution, theme, 1, 1.5)],
    ['institution-3', cased(square, institution, theme, 0.7, 1.1)],
    ['small-institution', [{ path: 'M-2,-2H2V2H-2Z', fill: institution, alpha: 0.7 }]],
    [
      'small-device',
      [{ path: 'M1.8,0A1.8,1.8 0 1 1 -1.8,0A1.8,1.8 0 1 1 1.8,0Z', fill: technology, alpha: 0.7 }],
    ],
    ['small-device-off', [...cased({ path: DOT, paint: 'stroke' }, off, theme, 1, 1.4)]],
    ...Object.entries(devices).flatMap(([kind, shape]): [IconName, IconPart[]][] => [
      [`${kind}-ok`, cased(shape, technology, theme, 0.95, 1.4)],
      [`${kind}-degraded`, cased({ ...shape, paint: 'stroke' }, off, theme, 0.9, 1.2)],
      [
        `${kind}-offline`,
        [
          ...cased({ ...shape, paint: 'stroke' }, off, theme, 1, 1.3),
          { path: SLASH, stroke: off, width: 1.4 },
        ],
      ],
    ]),
  ];
}

/** A shape with a rim in the colour of the ground, so that it stands out from roads and density. */
function cased(shape: SymbolShape, colour: string, theme: Theme, alpha = 1, width = 2): IconPart[] {
  const { halo } = MAP_PALETTES[theme];
  if (shape.paint === 'fill')
    return [
      { path: shape.path, stroke: halo, width: 2.4, alpha: 0.9 * alpha },
      { path: shape.path, fill: colour, alpha },
    ];
  return [
    { path: shape.path, stroke: halo, width: width + 2.2, alpha: 0.85 * alpha },
    { path: shape.path, stroke: colour, width, alpha },
  ];
}

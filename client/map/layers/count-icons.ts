import { PRIORITIES, type Priority } from '../../../core/vocabulary.ts';
import { PRIORITY_COLOURS, PRIORITY_SHAPES } from '../../ui/incident-symbols.ts';
import { MAP_PALETTES } from '../style/palette.ts';
import {
  COUNT_GLYPH,
  COUNT_LETTERS,
  COUNT_SIZE,
  COUNT_STATES,
  type CountState,
  glyphRight,
  plateWidth,
} from './count-symbols.ts';
import type { IconName, IconPart } from './icons.ts';

type Theme = 'dark' | 'light';

const LETTERS = [1, 2, 3];
const PLATE_HEIGHT = 19;
/** Units of the box that icons are described in for each CSS pixel of a count. */
const UNIT = 24 / COUNT_SIZE;
/** Shapes of priorities are 16 high at most. */
const GLYPH_SCALE = (COUNT_GLYPH / 16) * UNIT;
const DONE_ALPHA = 0.7;

/** Plates for counts of each priority, state and number of letters, and the letters to write on them. */
export function countIcons(theme: Theme): [IconName, IconPart[]][] {
  const plates = PRIORITIES.flatMap((priority) =>
    COUNT_STATES.flatMap((state) =>
      LETTERS.map((letters): [IconName, IconPart[]] => [
        `count-${priority}-${state}-${letters}`,
        plate(priority, state, letters, theme),
      ]),
    ),
  );
  const letters = COUNT_STATES.flatMap((state) =>
    COUNT_LETTERS.map((letter): [IconName, IconPart[]] => [
      `letter-${letter}-${state}`,
      [{ letter, fill: MAP_PALETTES[theme].counts[state].text }],
    ]),
  );
  return [...plates, ...letters];
}

function plate(priority: Priority, state: CountState, letters: number, theme: Theme): IconPart[] {
  const { ground, text } = MAP_PALETTES[theme].counts[state];
  const colour = state === 'new' ? text : PRIORITY_COLOURS[theme][priority];
  const rim = state === 'open' ? colour : text;
  const alpha = state === 'done' ? DONE_ALPHA : 1;
  const path = pill(plateWidth(letters) * UNIT, PLATE_HEIGHT * UNIT);
  const { path: shape, paint } = PRIORITY_SHAPES[priority];
  const at = [glyphRight(letters) * UNIT, 0, GLYPH_SCALE] as const;
  return [
    { path, fill: ground, alpha: 0.94 * alpha },
    { path, stroke: rim, width: state === 'done' ? 0.35 : 0.7, alpha: state === 'done' ? 0.35 : 1 },
    paint === 'fill'
      ? { path: shape, fill: colour, at, alpha }
      : { path: shape, stroke: colour, width: 2.6, at, alpha },
  ];
}

/** A rectangle with round ends round the middle. */
function pill(width: number, height: number): string {
  const [x, y, r] = [width / 2 - height / 2, height / 2, height / 2];
  return `M${-x},${-y}H${x}A${r},${r} 0 0 1 ${x},${y}H${-x}A${r},${r} 0 0 1 ${-x},${-y}Z`;
}

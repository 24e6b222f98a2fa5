import type { Size } from '../../../map/panels/panel-frame.ts';

export interface Layout {
  across: number;
  /** The picture of each panel. */
  size: Size;
}

/** Between panels. */
export const GAP_PIXELS = 8;
/** Below each picture. */
export const CAPTION_PIXELS = 42;
const LEAST_PIXELS = 80;
/** A panel that is longer than this for its width, or the other way round, shows no more of a city. */
const LONGEST = 1.6;

/** So many panels across a room that their pictures are as large as can be. */
export function panelLayout(count: number, { width, height }: Size): Layout {
  const layouts = Array.from({ length: Math.max(1, count) }, (_, i): Layout => {
    const across = i + 1;
    const down = Math.ceil(Math.max(1, count) / across);
    return {
      across,
      size: {
        width: Math.max(LEAST_PIXELS, Math.floor((width - (across - 1) * GAP_PIXELS) / across)),
        height: Math.max(
          LEAST_PIXELS,
          Math.floor((height - (down - 1) * GAP_PIXELS) / down) - CAPTION_PIXELS,
        ),
      },
    };
  });
  return layouts.reduce((best, one) => (shown(one.size) > shown(best.size) ? one : best));
}

function shown({ width, height }: Size): number {
  return Math.min(width, height * LONGEST) * Math.min(height, width * LONGEST);
}

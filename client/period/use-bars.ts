import { type RefObject, useEffect, useRef, useState } from 'react';
import { useView } from '../state/view.ts';
import type { Brush } from '../state/view-state.ts';
import { type BarColours, barColours, type Counted, drawBars } from './draw-bars.ts';

/**
 * Keeps a canvas equal to the counts and the brush. Its size is told by an observer and its colours are read once a theme: a step of a drag must not
 * make the browser lay the page out before its time.
 */
export function useBars(
  { span, bins, histogram }: Counted,
  brush: Brush | null,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useRef<BarColours>({ plain: '', quiet: '', strong: '' });
  const theme = useView((view) => view.theme);
  const [[width, height], setSize] = useState([0, 0]);
  useEffect(() => {
    if (!canvas.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize([entry.contentRect.width, entry.contentRect.height]);
    });
    observer.observe(canvas.current);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are the theme's
  useEffect(() => {
    if (canvas.current) colours.current = barColours(canvas.current);
  }, [theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours
  useEffect(() => {
    if (canvas.current && width)
      drawBars(canvas.current, [width, height ?? 0], colours.current, { span, bins, histogram }, brush);
  }, [span, bins, histogram, brush, theme, width, height]);
  return canvas;
}

import type { Brush } from '../state/view-state.ts';
import type { Summary } from './period-store.ts';

export type Counted = Pick<Summary, 'span' | 'bins' | 'histogram'>;
export interface BarColours {
  /** Without a brush; outside one; inside one. */
  plain: string;
  quiet: string;
  strong: string;
}

/** Those of the theme, where the canvas stands. */
export function barColours(canvas: HTMLCanvasElement): BarColours {
  const style = getComputedStyle(canvas);
  const [plain, quiet, strong] = ['--bar-plain', '--bar-quiet', '--accent'].map((name) =>
    style.getPropertyValue(name),
  ) as [string, string, string];
  return { plain, quiet, strong };
}

/** Draws the histogram on a canvas of so many CSS pixels: bars inside the brush in the accent, the rest quiet. */
export function drawBars(
  canvas: HTMLCanvasElement,
  [width, height]: readonly [number, number],
  { plain, quiet, strong }: BarColours,
  { span, bins, histogram }: Counted,
  brush: Brush | null,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = Math.min(2, devicePixelRatio);
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const most = histogram.reduce((a, b) => Math.max(a, b), 1);
  const pixelsPerMs = width / (span.toMs - span.fromMs);
  const gap = bins.widthMs * pixelsPerMs > 4 ? 1 : 0.5;
  histogram.forEach((count, i) => {
    const startMs = bins.edges[i]!;
    const endMs = bins.edges[i + 1]!;
    const left = Math.max(0, (startMs - span.fromMs) * pixelsPerMs);
    const right = Math.min(width, (endMs - span.fromMs) * pixelsPerMs);
    const tall = count === 0 ? 0 : Math.max(1.5, (count / most) * (height - 2));
    const isIn = brush && endMs > brush.fromMs && startMs < brush.toMs;
    context.fillStyle = isIn ? strong : brush ? quiet : plain;
    context.fillRect(left, height - tall, Math.max(0.5, right - left - gap), tall);
  });
}

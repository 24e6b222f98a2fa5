import type { Brush } from '../state/view-state.ts';
import type { Summary } from './period-store.ts';

/** Draws the histogram to fill its canvas: bars inside the brush in the accent, the rest quiet. */
export function drawBars(
  canvas: HTMLCanvasElement,
  { span, bins, histogram }: Pick<Summary, 'span' | 'bins' | 'histogram'>,
  brush: Brush | null,
): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const scale = Math.min(2, devicePixelRatio);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const quiet = style.getPropertyValue(brush ? '--bar-quiet' : '--bar-plain');
  const strong = style.getPropertyValue('--accent');
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
    context.fillStyle = isIn ? strong : quiet;
    context.fillRect(left, height - tall, Math.max(0.5, right - left - gap), tall);
  });
}

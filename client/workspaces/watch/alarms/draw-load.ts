import { ALARM_BANDS } from '../../../../core/live/alarm-load.ts';

/** Highest count that the axis reaches at least, so that the line of the flood is always there. */
const LEAST_TOP = 12;
const AXIS_PX = 26;

/** Where the chart draws a count. */
export function chartScale(bins: readonly number[], height: number) {
  const top = bins.reduce((a, b) => Math.max(a, b), LEAST_TOP);
  return { top, y: (count: number) => height - (count / top) * (height - 6) };
}

/** Draws one bar a bin to fill the canvas, with lines where the bands begin; what is above a line differs in height and colour. */
export function drawLoad(canvas: HTMLCanvasElement, bins: readonly number[]): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const scale = Math.min(2, devicePixelRatio);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const colour = (token: string) => style.getPropertyValue(token);
  const { y } = chartScale(bins, height);
  const step = (width - AXIS_PX) / bins.length;
  bins.forEach((count, i) => {
    if (count === 0) return;
    context.fillStyle = colour(
      count > ALARM_BANDS.floodPerBin
        ? '--alert'
        : count > ALARM_BANDS.manageablePerBin
          ? '--warn'
          : '--text-3',
    );
    const gap = step > 4 ? 1 : 0;
    context.fillRect(AXIS_PX + i * step, y(count), Math.max(1, step - gap), height - y(count));
  });
  context.font = `11px ${style.fontFamily}`;
  context.textBaseline = 'middle';
  for (const [count, token] of [
    [ALARM_BANDS.manageablePerBin, '--text-3'],
    [ALARM_BANDS.floodPerBin, '--alert-text'],
  ] as const) {
    context.strokeStyle = colour(token);
    context.fillStyle = colour(token);
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(AXIS_PX, y(count));
    context.lineTo(width, y(count));
    context.stroke();
    context.fillText(String(count), 4, y(count));
  }
}

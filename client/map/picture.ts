import { formatDistance } from '../ui/format.ts';
import { words } from '../ui/words/words.ts';
import { MAP_FONT } from './style/map-style.ts';

/** Whom a map is owed to; null: the city's own basemap. */
export interface Credit {
  outside: string | null;
}

const WIDEST_PIXELS = 110;
const INK = '#17212a';
const PAPER = '#ffffffd9';

/** A round length in metres that is at most `mostMetres`: 1, 2 or 5 times a power of ten. */
export function roundLength(mostMetres: number): number {
  const power = 10 ** Math.floor(Math.log10(mostMetres));
  const times = [5, 2, 1].find((one) => one * power <= mostMetres) ?? 1;
  return times * power;
}

/** Draws scale, north and credit into a picture of the map, `widthPixels` CSS pixels wide, and answers it as PNG. */
export async function finishPicture(
  canvas: HTMLCanvasElement,
  widthPixels: number,
  metresPerPixel: number,
  { outside }: Credit,
): Promise<Blob> {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  const ratio = canvas.width / widthPixels;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const height = canvas.height / ratio;
  context.font = `12px ${MAP_FONT.map((name) => `"${name}"`).join(', ')}, sans-serif`;
  drawScale(context, height, metresPerPixel);
  drawNorth(context, widthPixels);
  const credit = outside ?? words.t('review.frame.ownBasemap');
  const width = context.measureText(credit).width + 12;
  context.fillStyle = PAPER;
  context.fillRect(widthPixels - width, height - 20, width, 20);
  context.fillStyle = INK;
  context.fillText(credit, widthPixels - width + 6, height - 6);
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty')))),
  );
}

/** The map never turns: up is north. */
function drawNorth(context: CanvasRenderingContext2D, widthPixels: number): void {
  const middle = widthPixels - 20;
  context.fillStyle = PAPER;
  context.fillRect(middle - 13, 7, 26, 40);
  context.fillStyle = INK;
  context.beginPath();
  context.moveTo(middle, 10);
  context.lineTo(middle + 7, 28);
  context.lineTo(middle, 24);
  context.lineTo(middle - 7, 28);
  context.closePath();
  context.fill();
  context.textAlign = 'center';
  context.fillText(words.t('analysisReport.north'), middle, 42);
  context.textAlign = 'start';
}

function drawScale(context: CanvasRenderingContext2D, height: number, metresPerPixel: number): void {
  const metres = roundLength(WIDEST_PIXELS * metresPerPixel);
  const width = metres / metresPerPixel;
  const [left, base] = [10, height - 10];
  context.fillStyle = PAPER;
  context.fillRect(left - 6, base - 24, width + 12, 30);
  context.strokeStyle = INK;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, base - 7);
  context.lineTo(left, base);
  context.lineTo(left + width, base);
  context.lineTo(left + width, base - 7);
  context.stroke();
  context.fillStyle = INK;
  context.fillText(formatDistance(metres), left + 4, base - 9);
}

import { MAP_FONT } from './style/map-style.ts';

/** What stands round a picture of the map. */
export interface Margins {
  title: string;
  /** Below the title: of what it is. */
  lines: readonly string[];
  /** Colours in words; null: no colour. */
  legend: readonly { colour: string | null; label: string }[];
  /** At the foot: how it was drawn, where it comes from. */
  foot: readonly string[];
}

const INK = '#17212a';
const PALE = '#4a5662';
const PAPER = '#ffffff';
const ROOM = 16;
const LINE = 18;
const SWATCH = 12;
const FONTS = MAP_FONT.map((name) => `"${name}"`).join(', ');
const PLAIN = `13px ${FONTS}, sans-serif`;
const BOLD = `600 18px ${FONTS}, sans-serif`;

/**
 * A text in lines that are at most `widest` long by `widthOf`: Chinese breaks after any character, other scripts between words; a word that is longer
 * than a line has one of its own.
 */
export function wrapText(text: string, widest: number, widthOf: (text: string) => number): string[] {
  const pieces = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line && widthOf((line + piece).trimEnd()) > widest) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

/** Puts margins round a picture of the map that is `widthPixels` CSS pixels wide, and answers it as PNG. */
export async function framePicture(picture: Blob, widthPixels: number, margins: Margins): Promise<Blob> {
  const map = await createImageBitmap(picture);
  const ratio = map.width / widthPixels;
  const measuring = contextOf(document.createElement('canvas'));
  const { head, foot } = laidOut(measuring, widthPixels, margins);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((widthPixels + 2 * ROOM) * ratio);
  canvas.height = Math.round((head.tall + map.height / ratio + foot.tall) * ratio);
  const context = contextOf(canvas);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.drawImage(map, ROOM, head.tall, widthPixels, map.height / ratio);
  head.draw(context, 0);
  foot.draw(context, head.tall + map.height / ratio);
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty')))),
  );
}

interface Band {
  tall: number;
  draw: (context: CanvasRenderingContext2D, top: number) => void;
}

function laidOut(
  context: CanvasRenderingContext2D,
  width: number,
  margins: Margins,
): Record<'head' | 'foot', Band> {
  context.font = PLAIN;
  const widthOf = (text: string): number => context.measureText(text).width;
  const wrapped = (text: string): string[] => wrapText(text, width, widthOf);
  const lines = margins.lines.flatMap(wrapped);
  const foot = margins.foot.flatMap(wrapped);
  const legend = legendRows(margins.legend, width, widthOf);
  return {
    head: {
      tall: ROOM + 26 + lines.length * LINE + 8,
      draw: (on, top) => {
        write(on, BOLD, INK, [margins.title], top + ROOM + 16);
        write(on, PLAIN, INK, lines, top + ROOM + 26 + 12);
      },
    },
    foot: {
      tall: 10 + legend.length * LINE + 6 + foot.length * LINE + ROOM,
      draw: (on, top) => {
        for (const [i, row] of legend.entries()) drawLegend(on, row, top + 10 + i * LINE);
        write(on, PLAIN, PALE, foot, top + 10 + legend.length * LINE + 6 + 13);
      },
    },
  };
}

interface LegendItem {
  colour: string | null;
  label: string;
  left: number;
}

function legendRows(
  legend: Margins['legend'],
  width: number,
  widthOf: (text: string) => number,
): LegendItem[][] {
  const rows: LegendItem[][] = [];
  let left = Number.POSITIVE_INFINITY;
  for (const { colour, label } of legend) {
    const needed = SWATCH + 6 + widthOf(label) + 18;
    if (left + needed > width) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1)?.push({ colour, label, left });
    left += needed;
  }
  return rows;
}

function drawLegend(context: CanvasRenderingContext2D, row: readonly LegendItem[], top: number): void {
  context.font = PLAIN;
  for (const { colour, label, left } of row) {
    if (colour) {
      context.fillStyle = colour;
      context.fillRect(ROOM + left, top + 2, SWATCH, SWATCH);
    }
    context.strokeStyle = PALE;
    context.strokeRect(ROOM + left + 0.5, top + 2.5, SWATCH - 1, SWATCH - 1);
    context.fillStyle = INK;
    context.fillText(label, ROOM + left + SWATCH + 6, top + 13);
  }
}

function write(
  context: CanvasRenderingContext2D,
  font: string,
  colour: string,
  lines: readonly string[],
  base: number,
): void {
  context.font = font;
  context.fillStyle = colour;
  for (const [i, line] of lines.entries()) context.fillText(line, ROOM, base + i * LINE);
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  return context;
}

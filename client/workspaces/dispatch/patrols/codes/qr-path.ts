import { correction, generate } from 'lean-qr';

/** Light modules round the picture, as ISO/IEC 18004 asks for. */
const QUIET = 4;

/** A QR picture of a text as a path of SVG, one unit a module, with its quiet zone; `size`: units a side. */
export function qrPath(text: string): { size: number; path: string } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      const from = x;
      while (code.get(x + 1, y)) x += 1;
      const width = x - from + 1;
      path += `M${from + QUIET} ${y + QUIET}h${width}v1h-${width}z`;
    }
  return { size: code.size + 2 * QUIET, path };
}

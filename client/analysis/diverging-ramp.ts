import type { RampTheme } from '../period/ramp.ts';

/**
 * Two-sided ramps, blue for less and orange-red for more: apart in lightness as well as in hue from the ground, so that they read with any colour
 * vision. Our own points.
 */
const LESS: Record<RampTheme, readonly [number, number, number]> = {
  dark: [77, 166, 255],
  light: [14, 86, 170],
};
const MORE: Record<RampTheme, readonly [number, number, number]> = {
  dark: [255, 122, 61],
  light: [190, 58, 6],
};
const THICKEST = 0.85;
/** Of the thickness: where the difference could be chance. */
const FAINT = 0.22;
/** What is thinner is not worth ink. */
const LEAST = 0.06;

/** From so much of the limit of chance on the colour comes up, so that there is no jagged edge. */
const COMES_UP = 0.84;

/** RGBA bytes, not premultiplied, of values between -top and top; faint where `deviations` (standard deviations) are within `chance`. */
export function paintDifference(
  values: Float32Array,
  top: number,
  deviations: Float32Array,
  chance: number,
  theme: RampTheme,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const part = Math.min(1, Math.abs(value) / top);
    if (part < LEAST) continue;
    const colour = value < 0 ? LESS[theme] : MORE[theme];
    const up = Math.min(1, Math.max(0, (Math.abs(deviations[i]!) / chance - COMES_UP) / (1 - COMES_UP)));
    const thick = Math.sqrt(part) * THICKEST * (FAINT + (1 - FAINT) * up);
    pixels.set(colour, i * 4);
    pixels[i * 4 + 3] = Math.round(thick * 255);
  }
  return pixels;
}

/** The colour at a part of the ramp, from -1 (less) to 1 (more), on no ground. */
export function differenceColour(part: number, theme: RampTheme): string {
  const [r, g, b] = part < 0 ? LESS[theme] : MORE[theme];
  return `rgb(${r} ${g} ${b} / ${(Math.sqrt(Math.abs(part)) * THICKEST).toFixed(3)})`;
}

/** A CSS gradient of the ramp, from -top to top, to be laid on the ground's colour. */
export function differenceGradient(theme: RampTheme): string {
  const colours = Array.from({ length: 21 }, (_, i) => differenceColour((i - 10) / 10, theme));
  return `linear-gradient(90deg, ${colours.join(', ')})`;
}

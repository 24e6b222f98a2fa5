/**
 * Perceptually even colour ramps from black-violet through red and orange to pale yellow, in the manner of inferno: lightness
 * rises steadily, so they also read in grey and with any colour vision. Control points are our own approximation.
 */
const STOPS: readonly (readonly [r: number, g: number, b: number])[] = [
  [4, 2, 14],
  [31, 12, 72],
  [85, 15, 109],
  [136, 34, 106],
  [186, 54, 85],
  [227, 89, 51],
  [249, 140, 10],
  [249, 201, 50],
  [252, 255, 164],
];

const STEPS = 256;
/** Part of the ramp: what is thinner is not worth ink. */
const FAINT = 0.16;
/** From here on the colour is as thick as it gets. */
const FULL = 0.68;
const THICKEST = 0.82;

export type RampTheme = 'dark' | 'light';

/** The colour at `part` (0 to 1) of the ramp: bright is much on the dark map, dark is much on the light one. */
export function rampColour(part: number, theme: RampTheme): [r: number, g: number, b: number] {
  const at = (theme === 'dark' ? part : 1 - part * 0.92) * (STOPS.length - 1);
  const low = STOPS[Math.min(STOPS.length - 2, Math.max(0, Math.floor(at)))]!;
  const high = STOPS[Math.min(STOPS.length - 1, Math.max(1, Math.floor(at) + 1))]!;
  const between = Math.min(1, Math.max(0, at - Math.floor(at) + (at >= STOPS.length - 1 ? 1 : 0)));
  return [0, 1, 2].map((i) => Math.round(low[i]! + (high[i]! - low[i]!) * between)) as [
    number,
    number,
    number,
  ];
}

/** How much of the ground the colour hides at `part` of the ramp: nothing where there is little, so that the map stays a map. */
export function rampAlpha(part: number): number {
  return Math.min(1, Math.max(0, (part - FAINT) / (FULL - FAINT))) * THICKEST;
}

/**
 * Where a density lies on a ramp that ends at `top`: the square root of its share, since a few places are many times as dense as
 * the rest and both should be told apart.
 */
export function rampPart(value: number, top: number): number {
  return Math.min(1, Math.sqrt(value / top));
}

/** The density at a part of the ramp: the inverse of `rampPart`. */
export function rampValue(part: number, top: number): number {
  return part * part * top;
}

/** RGBA bytes of a raster whose ramp ends at `top`; not premultiplied. */
export function paintRaster(
  values: Float32Array,
  top: number,
  theme: RampTheme,
): Uint8ClampedArray<ArrayBuffer> {
  const table = new Uint32Array(STEPS);
  for (let i = 0; i < STEPS; i++) {
    const [r, g, b] = rampColour(i / (STEPS - 1), theme);
    const a = Math.round(rampAlpha(i / (STEPS - 1)) * 255);
    table[i] = ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;
  }
  const pixels = new Uint32Array(values.length);
  // Nothing is seen of thinner ones, which are most.
  const least = rampValue(FAINT, top);
  for (let i = 0; i < values.length; i++)
    if (values[i]! > least) pixels[i] = table[Math.round(rampPart(values[i]!, top) * (STEPS - 1))]!;
  return new Uint8ClampedArray(pixels.buffer);
}

/** A CSS gradient of the ramp for its legend, as thin as on the map: to be laid on the ground's colour. */
export function rampGradient(theme: RampTheme): string {
  const colours = Array.from({ length: 17 }, (_, i) => {
    const part = i / 16;
    return `rgb(${rampColour(part, theme).join(' ')} / ${rampAlpha(part).toFixed(3)})`;
  });
  return `linear-gradient(90deg, ${colours.join(', ')})`;
}

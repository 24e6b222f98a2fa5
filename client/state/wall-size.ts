/** A screen and how far away it is read. */
export interface Sight {
  /** CSS pixels. */
  width: number;
  height: number;
  screenInches: number;
  distanceMetres: number;
}

/** Capitals that fill 12 minutes of arc are read with ease; Chinese at the same size is taller still. */
const ARC_MINUTES = 12;
/** Of the size of a font, what its capitals are high. */
const CAPITAL_SHARE = 0.7;
/** The rule of thumb for 3 m before a 55-inch screen of 1920 pixels, and the least in any case. */
const LEAST_PIXELS = 24;
/** Of the screen's height, what a line may take, so that there is room for a map. */
const MOST_OF_HEIGHT = 0.055;

/** The least size of text that can be read from there, in CSS pixels: 24 at 3 m before 55 inches of 1920 pixels, 48 of 3840. */
export function wallTextPixels({ width, height, screenInches, distanceMetres }: Sight): number {
  const pixelsPerMillimetre = Math.hypot(width, height) / (screenInches * 25.4);
  const capitalMillimetres = distanceMetres * 1000 * Math.tan((ARC_MINUTES / 60 / 180) * Math.PI);
  const pixels = Math.ceil((capitalMillimetres * pixelsPerMillimetre) / CAPITAL_SHARE);
  return Math.max(LEAST_PIXELS, Math.min(pixels, Math.floor(height * MOST_OF_HEIGHT)));
}

const LABEL_PIXELS = 14;

/** How many times larger than on a desk the map is drawn, so that its names are legible beside such text. */
export function wallMapScale(textPixels: number): number {
  return Math.max(1, Math.round((textPixels / LABEL_PIXELS) * 10) / 10);
}

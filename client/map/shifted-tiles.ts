import gcoord from 'gcoord';
import { latitudeOf, mercatorX, mercatorY } from '../../core/hotspot/density.ts';
import type { TileAddress } from './tile-address.ts';

/**
 * Where the north-west corner of a WGS 84 tile lies in the GCJ-02 pyramid, in tiles. The shift of up to 700 m changes by less than
 * a pixel across a tile at the zooms where it can be seen, so one shift serves a whole tile.
 */
export function cornerInGcj02({ z, x, y }: TileAddress): { x: number; y: number } {
  const tiles = 2 ** z;
  const middle: [number, number] = [((x + 0.5) / tiles) * 360 - 180, latitudeOf((y + 0.5) / tiles)];
  const [lng, lat] = gcoord.transform(middle, gcoord.WGS84, gcoord.GCJ02);
  return { x: mercatorX(lng) * tiles - 0.5, y: mercatorY(lat) * tiles - 0.5 };
}

/** The parts of a pyramid's tiles that make up a tile's square with its corner at `corner`: where each lands, in tiles. */
export function partsOf(
  z: number,
  corner: { x: number; y: number },
): (TileAddress & { left: number; top: number })[] {
  const tiles = 2 ** z;
  const xs = [Math.floor(corner.x), Math.floor(corner.x) + 1];
  const ys = [Math.floor(corner.y), Math.floor(corner.y) + 1];
  return ys
    .flatMap((y) => xs.map((x) => ({ z, x, y, left: x - corner.x, top: y - corner.y })))
    .filter(({ x, y, left, top }) => x >= 0 && y >= 0 && x < tiles && y < tiles && left < 1 && top < 1);
}

/** Reads `urlOf` tiles in the GCJ-02 frame and draws the picture that belongs to a WGS 84 tile. */
export async function shiftedTile(
  address: TileAddress,
  urlOf: (tile: TileAddress) => string,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  const parts = partsOf(address.z, cornerInGcj02(address));
  const pictures = await Promise.all(
    parts.map(async (part) => {
      const response = await fetch(urlOf(part), { signal });
      if (!response.ok) throw new Error(`the basemap answered ${response.status}`);
      return createImageBitmap(await response.blob());
    }),
  );
  const side = pictures[0]?.width ?? 256;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  parts.forEach((part, i) => {
    const picture = pictures[i];
    if (picture)
      context?.drawImage(picture, Math.round(part.left * side), Math.round(part.top * side), side, side);
  });
  return canvas.transferToImageBitmap();
}

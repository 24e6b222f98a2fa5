import type { Page } from 'playwright-core';

/** Where a place of the map is on the screen, from the camera in the address. */
export async function screenOf(
  page: Page,
  [lng, lat]: readonly [number, number],
): Promise<{ x: number; y: number }> {
  const box = await page.locator('.map-canvas').boundingBox();
  const [centreLng = 0, centreLat = 0, zoom = 0] = (new URL(page.url()).searchParams.get('at') ?? '')
    .split(',')
    .map(Number);
  const world = (l: number, p: number): [number, number] => {
    const size = 512 * 2 ** zoom;
    const sine = Math.sin((p * Math.PI) / 180);
    return [((l + 180) / 360) * size, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size];
  };
  const [x, y] = world(lng, lat);
  const [cx, cy] = world(centreLng, centreLat);
  return {
    x: (box?.x ?? 0) + (box?.width ?? 0) / 2 + x - cx,
    y: (box?.y ?? 0) + (box?.height ?? 0) / 2 + y - cy,
  };
}

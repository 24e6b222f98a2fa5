import type { Page } from 'playwright-core';
import type { Colour } from './png.ts';

/** How many pixels of the page are of about a colour, and where their middle is, in CSS pixels. */
export async function pixelsLike(
  page: Page,
  colour: Colour,
  within = 30,
): Promise<{ count: number; x: number; y: number }> {
  const picture = (await page.screenshot()).toString('base64');
  return await page.evaluate(
    async ({ picture, colour, within }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      const sum = { count: 0, x: 0, y: 0 };
      for (let at = 0; at < data.length; at += 4) {
        const isLike = colour.every((part, channel) => Math.abs((data[at + channel] ?? 0) - part) <= within);
        if (!isLike) continue;
        sum.count += 1;
        sum.x += (at / 4) % image.width;
        sum.y += Math.floor(at / 4 / image.width);
      }
      return { count: sum.count, x: sum.x / sum.count, y: sum.y / sum.count };
    },
    { picture, colour, within },
  );
}

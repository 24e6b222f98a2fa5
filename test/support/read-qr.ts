import type { Locator, Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';

/** What the QR picture says that is to be seen at a place of the page, as a camera would read it. */
export async function readQr(page: Page, picture: Locator): Promise<string> {
  const shot = (await picture.screenshot()).toString('base64');
  const { width, height, data } = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    return { width: image.width, height: image.height, data: [...pixels] };
  }, shot);
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) });
}

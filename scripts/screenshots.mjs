// node scripts/screenshots.mjs [ORIGIN]: takes docs/images/*.png from a running demo (default http://127.0.0.1:8080).
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, fail, ROOT } from './install.mjs';
import { writePalettePng } from './png-palette.mjs';
import { findChromium } from './test-tools.mjs';

ensureInstalled({ dev: true });
const { chromium } = await import('playwright-core');

const ORIGIN = process.argv[2] ?? 'http://127.0.0.1:8080';
const FOLDER = join(ROOT, 'docs', 'images');
const MOST_BYTES = 400_000;
const CENTRE = 'at=101.7782,36.6171,13.2';

/** Each: the role that looks, the address of the view, and what to do before the picture. */
const SHOTS = [
  { name: 'watch-dark', role: 'operator', query: `lang=en&${CENTRE}` },
  { name: 'watch-zh', role: 'operator', query: `lang=zh&${CENTRE}` },
  { name: 'watch-light', role: 'supervisor', query: 'lang=en&theme=light&at=101.75,36.63,10.6&area=630100' },
  { name: 'incident', role: 'dispatcher', query: `lang=en&${CENTRE}`, before: openFirstIncident },
  { name: 'import', role: 'planner', query: 'lang=en&ws=import' },
];

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium() ?? fail('no Chromium was found; set CHROMIUM_PATH.'),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--disable-quic',
  ],
});
try {
  for (const shot of SHOTS) await take(shot);
} finally {
  await browser.close();
}

async function take({ name, role, query, before }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  try {
    if (role) await signIn(context, role);
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/?${query}`);
    if (role && !query.includes('ws=import')) await mapIsDrawn(page);
    await before?.(page);
    await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
    const path = join(FOLDER, `${name}.png`);
    writePalettePng(path, await decode(page, await page.screenshot()));
    const { size } = statSync(path);
    console.log(`${name}.png ${(size / 1000).toFixed(0)} kB${size > MOST_BYTES ? ' (too large)' : ''}`);
    if (size > MOST_BYTES) process.exitCode = 1;
  } finally {
    await context.close();
  }
}

/** The pixels of a PNG, decoded by the browser in an empty page of its own. */
async function decode(page, png) {
  const empty = await page.context().newPage();
  const { width, height, base64 } = await empty.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    const parts = [];
    for (let at = 0; at < pixels.length; at += 30_000)
      parts.push(btoa(String.fromCharCode(...pixels.subarray(at, at + 30_000))));
    return { width: image.width, height: image.height, base64: parts };
  }, png.toString('base64'));
  await empty.close();
  return { width, height, pixels: Buffer.concat(base64.map((part) => Buffer.from(part, 'base64'))) };
}

async function signIn(context, role) {
  const answer = await context.request.post(`${ORIGIN}/api/session/demo`, { data: { role } });
  if (!answer.ok()) fail(`no demo runs at ${ORIGIN} (${answer.status()}): npm start first.`);
}

/** The map is ready, its symbols are drawn, and units have had time to be heard of. */
async function mapIsDrawn(page) {
  await page.waitForSelector('.map[data-status=ready]', { timeout: 60_000 });
  await page.waitForFunction(() => Number(document.querySelector('.map')?.dataset.symbols) > 0, undefined, {
    timeout: 60_000,
  });
  await page.waitForTimeout(6000);
}

async function openFirstIncident(page) {
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(4000);
}

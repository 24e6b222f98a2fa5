import type { Page } from 'playwright-core';
import { drag, openMap } from './browser-page.ts';
import { openStream } from './live-stream.ts';
import { type ResultRow, spread } from './table.ts';

const SETTLE_MS = 4000;
const LONGEST_MS = 10_000;
/** Milliseconds since 1970 at which the screen had come to each event of the log. */
const NOTE_DRAWN = `window.benchDrawn = [];
new MutationObserver(() => {
  const seq = Number(document.querySelector('.map-canvas').dataset.drawnSeq);
  window.benchDrawn.push([seq, performance.timeOrigin + performance.now()]);
}).observe(document.querySelector('.map-canvas'), { attributeFilter: ['data-drawn-seq'] });`;

function untilDrawn(seq: number): string {
  return `new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('event ${seq} was not drawn')), ${LONGEST_MS});
  const check = () => ((window.benchDrawn.at(-1)?.[0] ?? 0) >= ${seq} ? resolve(0) : setTimeout(check, 20));
  check();
})`;
}

export interface DrawnOptions {
  posts: number;
  /** Milliseconds from one post to the next. */
  everyMs: number;
  panning: boolean;
}

/**
 * Incidents posted by HTTP at the places given (in view), to the frame of an open page that draws them: the page tells when the
 * graphics card, or the processor in its place, is done with the frame whose symbols hold the event. Beside it, to the same event
 * in a live stream of this process.
 */
export async function postedToDrawn(
  page: Page,
  address: string,
  { posts, everyMs, panning }: DrawnOptions,
): Promise<ResultRow> {
  const { origin } = new URL(address);
  await openMap(page, address);
  await page.waitForTimeout(SETTLE_MS);
  await page.evaluate(NOTE_DRAWN);
  const cookies = await page.context().cookies();
  const headers = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  const places = await placesInView(origin, headers, address);
  const received = new Map<string, { seq: number; atMs: number }>();
  const stream = await openStream(origin, headers, undefined, ({ id, seq }) => {
    if (!received.has(id)) received.set(id, { seq, atMs: Date.now() });
  });
  const posted = new Map<string, number>();
  const writing = (async () => {
    const startMs = performance.now();
    for (let i = 0; i < posts; i++) {
      const sentMs = Date.now();
      posted.set(await post(origin, headers, places[(i * 7) % places.length] ?? [0, 0]), sentMs);
      await page.waitForTimeout(Math.max(0, startMs + (i + 1) * everyMs - performance.now()));
    }
  })();
  let written = false;
  void writing.finally(() => {
    written = true;
  });
  while (panning && !written) await drag(page, 20);
  await writing;
  const lastSeq = Math.max(...[...posted.keys()].map((id) => received.get(id)?.seq ?? 0));
  await page.evaluate(untilDrawn(lastSeq));
  stream.close();
  const drawn = await page.evaluate<[seq: number, atMs: number][]>('window.benchDrawn');
  const toStream: number[] = [];
  const toScreen: number[] = [];
  for (const [id, sentMs] of posted) {
    const event = received.get(id);
    const frame = event && drawn.find(([seq]) => seq >= event.seq);
    if (!event || !frame) continue;
    toStream.push(event.atMs - sentMs);
    toScreen.push(frame[1] - sentMs);
  }
  const what = `posted to drawn, ${(1000 / everyMs).toFixed(1)} a second${panning ? ', panning' : ''}`;
  const { p50Ms, p95Ms } = spread(toStream);
  return {
    what,
    ...spread(toScreen),
    lost: posts - toScreen.length,
    receivedP50Ms: p50Ms ?? null,
    receivedP95Ms: p95Ms ?? null,
  };
}

type Place = [lng: number, lat: number];

/** Posts of the community net round the middle of the map: where incidents can be, and in view at zoom 12. */
async function placesInView(
  origin: string,
  headers: Record<string, string>,
  address: string,
): Promise<Place[]> {
  const [lng = 0, lat = 0] = new URL(address).searchParams.get('at')?.split(',').map(Number) ?? [];
  const bbox = [lng - 0.04, lat - 0.02, lng + 0.04, lat + 0.02].join(',');
  const answer = await fetch(`${origin}/api/posts?limit=500&bbox=${bbox}`, { headers });
  const { features } = (await answer.json()) as { features: { geometry: { coordinates: Place } }[] };
  if (features.length === 0) throw new Error(`there are no posts in ${bbox}`);
  return features.map(({ geometry }) => geometry.coordinates);
}

async function post(origin: string, headers: Record<string, string>, coordinates: Place): Promise<string> {
  const body = JSON.stringify({
    geometry: { type: 'Point', coordinates },
    properties: { type: 'noise', priority: 3 },
  });
  const answer = await fetch(`${origin}/api/incidents`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body,
  });
  if (!answer.ok) throw new Error(`an incident was refused: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** The service worker of the phone page: opens it without a line, from what was kept when there was one. Nothing else passes through it. */

const scope = self as unknown as ServiceWorkerGlobalScope;
const PAGE = '/unit';
/** The file behind it: at the page's own address only a page load gets it. */
const FILE = '/unit.html';
const CACHE = 'jingwei-unit';

scope.addEventListener('install', (event) => event.waitUntil(keepPage().then(() => scope.skipWaiting())));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) {
    event.respondWith(fetch(request).catch(() => kept(PAGE)));
    event.waitUntil(keepPage().catch(() => undefined));
  } else if (pathname.startsWith('/assets/') || pathname === '/favicon.svg')
    event.respondWith(kept(pathname).catch(() => fetch(request)));
});

async function kept(path: string): Promise<Response> {
  const found = await (await caches.open(CACHE)).match(path);
  if (!found) throw new Error(`${path} is not kept`);
  return found;
}

/** Keeps the page as it is now with every file that it names, and drops what it no longer names. */
async function keepPage(): Promise<void> {
  const answer = await fetch(FILE, { cache: 'no-cache' });
  if (!answer.ok) return;
  const html = await answer.clone().text();
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
  const cache = await caches.open(CACHE);
  const present = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await cache.addAll(files.filter((path) => !present.includes(path)));
  await cache.put(PAGE, answer);
  for (const path of present) if (path !== PAGE && !files.includes(path)) await cache.delete(path);
}

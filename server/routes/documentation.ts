import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { newRouter, type Router } from '../validate.ts';
import { VERSION } from './health.ts';

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;
const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
};

/** `/api/openapi.json` (3.1), `/api/openapi-3.0.json` and `/api/docs`: what the API is, made from the routes of `app`. */
export function documentationRoutes(app: Router): Router {
  const router = newRouter();
  const documents = new Map<string, unknown>();
  const once = (name: string, make: () => unknown): unknown => {
    if (!documents.has(name)) documents.set(name, make());
    return documents.get(name);
  };
  router.get('/api/openapi.json', (c) =>
    c.json(once('3.1', () => app.getOpenAPI31Document({ openapi: '3.1.0', ...ABOUT }))),
  );
  router.get('/api/openapi-3.0.json', (c) =>
    c.json(once('3.0', () => app.getOpenAPIDocument({ openapi: '3.0.3', ...ABOUT }))),
  );
  router.get('/api/docs', (c) => c.html(PAGE));
  router.get('/api/docs/start.js', (c) => c.body(START, 200, { 'Content-Type': TYPES.js ?? '' }));
  for (const asset of ASSETS) {
    router.get(`/api/docs/${asset}`, (c) =>
      c.body(readAsset(asset), 200, {
        'Content-Type': TYPES[asset.split('.').pop() ?? ''] ?? '',
        'Cache-Control': 'public, max-age=86400',
      }),
    );
  }
  return router;
}

function readAsset(asset: string): Uint8Array<ArrayBuffer> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return new Uint8Array(readFileSync(join(folder, asset)));
}

const ABOUT = {
  info: {
    title: 'Jingwei 经纬',
    version: VERSION,
    description:
      'Places are GeoJSON (RFC 7946) in WGS 84 / CGCS2000, longitude before latitude; times are ISO 8601 UTC. Errors are problem+json (RFC 9457): a code of a closed set, often a reason with parameters, and an English detail. Edits need If-Match with the ETag read; creation takes an Idempotency-Key. What lies outside the area of an account does not exist for it.',
  },
  servers: [{ url: '/' }],
  security: [{ cookie: [] }, { bearer: [] }],
};

/** How a request says who it is. */
export const SECURITY_SCHEMES = {
  cookie: { type: 'apiKey', in: 'cookie', name: 'jingwei_session' },
  bearer: { type: 'http', scheme: 'bearer' },
} as const;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Jingwei 经纬 API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

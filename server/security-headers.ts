import type { MiddlewareHandler } from 'hono';
import type { BasemapSource, Settings } from './settings.ts';

/**
 * Headers of every answer. MapLibre's worker is a file of ours, its styles are set through the CSSOM: neither `blob:` workers nor
 * inline styles are let in.
 */
export function securityHeaders(settings: Pick<Settings, 'tls' | 'basemap'>): MiddlewareHandler {
  const headers: Record<string, string> = {
    'Content-Security-Policy': contentSecurityPolicy(basemapHosts(settings.basemap)),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(self), payment=(), usb=()',
    'X-Frame-Options': 'DENY',
    ...(settings.tls ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  return async (c, next) => {
    await next();
    for (const [header, value] of Object.entries(headers)) c.res.headers.set(header, value);
  };
}

/** The policy; `hosts` are origins of an outside basemap. */
export function contentSecurityPolicy(hosts: readonly string[]): string {
  const outside = hosts.map((host) => ` ${host}`).join('');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
    `img-src 'self' data: blob:${outside}`,
    `connect-src 'self'${outside}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function basemapHosts(basemap: BasemapSource): string[] {
  if (basemap.kind === 'style') return [...new Set([new URL(basemap.url).origin, ...basemap.origins])];
  if (basemap.kind === 'tianditu')
    return Array.from({ length: 8 }, (_, index) => `https://t${index}.tianditu.gov.cn`);
  return [];
}

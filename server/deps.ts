import type { Logger } from 'pino';
import type { Database } from './database/database.ts';

/** The settings that the API reads; server/settings.ts holds all of them. */
export interface ApiSettings {
  /** A synthetic city with one-click sign-in. */
  demo: boolean;
  /** Whether the simulator feeds live data. */
  simulated: boolean;
  version: string;
  /** IANA zone of the city, e.g. Asia/Shanghai. */
  timeZone: string;
  /** A cookie session ends after this many hours without a request. */
  sessionHours: number;
  /** Served behind TLS: the cookie is Secure and its name starts with `__Host-`. */
  secureCookies: boolean;
  /** Believe X-Forwarded-For of the proxy in front. */
  trustProxy: boolean;
  /** Requests that change something, per account: refill a second, and the most at once. */
  writeLimit: { perSecond: number; burst: number };
  /** Sign-in attempts per address and login: refill a minute, and the most at once. */
  signInLimit: { perMinute: number; burst: number };
  /** An outside basemap; its hosts are let through the content security policy. */
  basemap?: { hosts: readonly string[] } | undefined;
}

/** What the API is made of; `main.ts` makes the real ones, tests make their own. */
export interface Deps {
  database: Database;
  settings: ApiSettings;
  log: Logger;
  /** Milliseconds since 1970. */
  clock: () => number;
  hub: { wake(): void };
}

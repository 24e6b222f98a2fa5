import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * Where the basemap comes from: the city's own tiles, a MapLibre style (with the origins beside its own that it loads from), a PMTiles
 * file here, or Tianditu.
 */
export type BasemapSource =
  | { kind: 'own' }
  | { kind: 'style'; url: string; origins: readonly string[] }
  | { kind: 'pmtiles'; path: string }
  | { kind: 'tianditu'; key: string };

export interface Settings {
  port: number;
  host: string;
  /** PostgreSQL with PostGIS; null: the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Demo mode: the synthetic city is loaded into an empty database and anyone may sign in as any demo role. */
  demo: boolean;
  /** Simulated units, incidents and devices; only ever in demo mode. */
  simulate: boolean;
  /** Seed of the demo city. */
  seed: number;
  sessionHours: number;
  /** The address that browsers use, when a reverse proxy stands in front. */
  publicUrl: string | null;
  /** Whether browsers reach us by TLS: cookies are then `Secure` and named `__Host-`. */
  tls: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
  basemap: BasemapSource;
  /** Frame of the basemap's tiles; 'gcj02' tiles are shifted to where things really are. */
  basemapFrame: 'wgs84' | 'gcj02';
  /** Days that unit positions are kept. */
  positionHistoryDays: number;
}

export type SettingsResult = { settings: Settings } | { problems: string[] };

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const BASEMAP_HINT = 'must be own, style:URL, pmtiles:PATH or tianditu';

const ORIGINS_HINT = 'must be addresses like https://tiles.example, without a path, separated by spaces';

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, '');
}

const flag = z
  .enum(['0', '1', 'true', 'false'], { error: 'must be 1 or 0' })
  .transform((text) => text === '1' || text === 'true');

function integer(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .pipe(z.number().min(least, error).max(most, error));
}

function address(pattern: RegExp, hint: string) {
  return z.string().refine((text) => pattern.test(text) && URL.canParse(text), hint);
}

const Environment = z
  .object({
    PORT: integer(0, 65535).default(8080),
    HOST: z.string().default('127.0.0.1'),
    DATABASE_URL: address(
      /^postgres(ql)?:\/\//,
      'must be like postgres://user:password@host:5432/name',
    ).optional(),
    DATA_DIR: z.string().default('.data'),
    JINGWEI_DEMO: flag.default(true),
    JINGWEI_SIMULATE: flag.optional(),
    JINGWEI_SEED: integer(0, 4294967295).default(20261124),
    JINGWEI_SESSION_HOURS: integer(1, 720).default(12),
    JINGWEI_PUBLIC_URL: address(/^https?:\/\//, 'must be like https://jingwei.example.gov.cn').optional(),
    JINGWEI_LOG_LEVEL: z
      .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
      .default('warn'),
    JINGWEI_BASEMAP: z
      .string()
      .regex(/^(own|tianditu|style:https?:\/\/.+|pmtiles:.+)$/, BASEMAP_HINT)
      .refine((text) => !text.startsWith('style:') || URL.canParse(text.slice('style:'.length)), BASEMAP_HINT)
      .default('own'),
    JINGWEI_BASEMAP_ORIGINS: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
      .refine((words) => words.every(isOrigin), ORIGINS_HINT)
      .optional(),
    JINGWEI_BASEMAP_FRAME: z.enum(['wgs84', 'gcj02'], { error: 'must be wgs84 or gcj02' }).default('wgs84'),
    JINGWEI_TIANDITU_KEY: z
      .string()
      .regex(/^[0-9a-zA-Z]{16,64}$/, 'must be the key that Tianditu gave you: 16 to 64 letters and digits')
      .optional(),
    JINGWEI_HISTORY_DAYS: integer(1, 3650).default(30),
  })
  .superRefine((env, context) => {
    const problem = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (env.JINGWEI_BASEMAP === 'tianditu' && env.JINGWEI_TIANDITU_KEY === undefined)
      problem('JINGWEI_TIANDITU_KEY', 'is needed for JINGWEI_BASEMAP=tianditu');
    if (env.JINGWEI_BASEMAP_ORIGINS !== undefined && !env.JINGWEI_BASEMAP.startsWith('style:'))
      problem('JINGWEI_BASEMAP_ORIGINS', 'goes with JINGWEI_BASEMAP=style:URL');
    if (env.JINGWEI_SIMULATE && !env.JINGWEI_DEMO)
      problem('JINGWEI_SIMULATE', 'can not be 1 when JINGWEI_DEMO is 0: simulated data belongs to the demo');
  });

/** Names of all settings, in the order of the README. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape);

/**
 * Settings from environment variables, or every problem found, each one sentence with what to do. An empty value is
 * no value. A `JINGWEI_*` name that does not exist is a problem: a misspelt setting must not pass in silence.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): SettingsResult {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const problems = Object.keys(given).flatMap(unknownSetting);
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
    return { problems };
  }
  return problems.length > 0 ? { problems } : { settings: toSettings(parsed.data) };
}

function toSettings(env: z.infer<typeof Environment>): Settings {
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: resolve(env.DATA_DIR),
    demo: env.JINGWEI_DEMO,
    simulate: env.JINGWEI_SIMULATE ?? env.JINGWEI_DEMO,
    seed: env.JINGWEI_SEED,
    sessionHours: env.JINGWEI_SESSION_HOURS,
    publicUrl: env.JINGWEI_PUBLIC_URL ?? null,
    tls: env.JINGWEI_PUBLIC_URL?.startsWith('https://') ?? false,
    logLevel: env.JINGWEI_LOG_LEVEL,
    basemap: toBasemap(env),
    basemapFrame: env.JINGWEI_BASEMAP_FRAME,
    positionHistoryDays: env.JINGWEI_HISTORY_DAYS,
  };
}

function toBasemap({
  JINGWEI_BASEMAP: text,
  JINGWEI_BASEMAP_ORIGINS: origins = [],
  JINGWEI_TIANDITU_KEY: key,
}: z.infer<typeof Environment>): BasemapSource {
  if (text.startsWith('style:'))
    return {
      kind: 'style',
      url: text.slice('style:'.length),
      origins: origins.map((origin) => new URL(origin).origin),
    };
  if (text.startsWith('pmtiles:')) return { kind: 'pmtiles', path: resolve(text.slice('pmtiles:'.length)) };
  return text === 'tianditu' && key !== undefined ? { kind: 'tianditu', key } : { kind: 'own' };
}

function unknownSetting(name: string): string[] {
  if (!name.startsWith('JINGWEI_') || SETTING_NAMES.includes(name)) return [];
  return [`There is no setting ${name}; did you mean ${nearestName(name)}? The README lists all settings.`];
}

function nearestName(name: string): string {
  const distances = SETTING_NAMES.map((known) => [editDistance(name, known), known] as const);
  return distances.reduce((best, next) => (next[0] < best[0] ? next : best))[1];
}

/** Levenshtein distance: the fewest single-character insertions, deletions and replacements. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replace));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

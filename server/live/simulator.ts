import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Route } from '../../core/contract/route.ts';
import type { Unit } from '../../core/contract/unit.ts';
import { shiftAt } from '../../core/duty/rota.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { isVisited, VISITED_NOUNS } from '../../core/patrol/visited-places.ts';
import { newSecret } from '../auth/secret.ts';
import type { Database } from '../database/database.ts';
import type { RoadBook } from '../dispatch/road-book.ts';
import { insertAccount, selectAccountByLogin } from '../queries/accounts.ts';
import { selectCity, selectCityZone } from '../queries/city.ts';
import { cityMadeAtMs } from '../queries/past.ts';
import { deleteSessionsOf, insertSession } from '../queries/sessions.ts';
import { selectUnitsInHand } from '../queries/units.ts';
import { Lease } from './lease.ts';
import { Agenda } from './simulation/agenda.ts';
import { ApiClient, type InProcessApi } from './simulation/api-client.ts';
import { Arrivals } from './simulation/arrivals.ts';
import { Casework } from './simulation/casework.ts';
import { Fleet } from './simulation/fleet.ts';
import { Random } from './simulation/random.ts';
import { type PatrolPlace, Rounds } from './simulation/rounds.ts';
import { changeShift } from './simulation/shifts.ts';
import { startSurroundings } from './simulation/surroundings.ts';

export interface SimulatorOptions {
  seed: number;
  /** Simulated seconds in a real one. */
  speed: number;
  /** Real milliseconds between steps. */
  stepMs: number;
  incidentsPerDay: number;
  /** Units that are given a round where nobody planned the shift. */
  rounds: number;
}

const DEFAULTS: SimulatorOptions = { seed: 1, speed: 1, stepMs: 1000, incidentsPerDay: 900, rounds: 14 };
const LOOK_SECONDS = 5;
const REFRESH_UNITS_SECONDS = 30;
const LOOK_AT_ROUNDS_SECONDS = 20;
/** A unit whose phone was silent for so long is simulated again. */
const IN_HAND_MS = 3 * 60_000;
const TASKS_A_STEP = 20;
/** After a pause (a laptop that slept) the city does not catch up. */
const LONGEST_STEP_SECONDS = 5;
const LONGEST_BACKOFF_MS = 30_000;
const LEASE_MS = 20_000;
const SESSION_MS = 7 * 86_400_000;

interface SimulatorDeps {
  api: InProcessApi;
  database: Database;
  roads: RoadBook;
  log: Logger;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/**
 * A synthetic city at work, for the demo: units drive their routes on the road network, incidents come in and are worked,
 * checkpoints change, devices fail. It acts as a signed-in client of the API; it drives on the roads that the server has at its start; of the database it reads the zone and
 * which units have a phone in hand, and writes its own account, session and lease. The same seed and clock give the same city.
 */
export class Simulator {
  readonly #deps: SimulatorDeps;
  readonly #options: SimulatorOptions;
  readonly #lease: Lease;
  #city: City | undefined;
  #steppedMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  #failures = 0;
  #begin: () => void = () => {};
  /** Resolves when this simulator has told how things are after the pause, or could not, or another one does. */
  readonly hasBegun = new Promise<void>((resolve) => {
    this.#begin = resolve;
  });

  constructor(deps: SimulatorDeps, options: Partial<SimulatorOptions> = {}) {
    this.#deps = deps;
    this.#lease = new Lease(deps, 'simulator', LEASE_MS);
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Runs until `stop`: a step, a pause, a longer one after an error. */
  start(): void {
    this.#schedule(0);
  }

  /** Ends after the step under way, and lets another process go on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    this.#begin();
    await this.#lease.giveUp();
  }

  /** One step, as far as the clock moved since the last; nothing while another process simulates. Throws when the API or the database can not be had. */
  async step(): Promise<void> {
    if (!(await this.#lease.isOurs())) {
      this.#city = undefined;
      return;
    }
    this.#city ??= await openCity(this.#deps, this.#options);
    const now = this.#deps.clock();
    const seconds = Math.max(0, (now - (this.#steppedMs ?? now)) / 1000);
    this.#steppedMs = now;
    await this.#city.step(Math.min(LONGEST_STEP_SECONDS, seconds) * this.#options.speed, now);
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#stepSafely();
    }, delayMs);
  }

  async #stepSafely(): Promise<void> {
    const { stepMs } = this.#options;
    const startedMs = performance.now();
    try {
      await this.step();
      this.#failures = 0;
      this.#schedule(Math.max(0, stepMs - (performance.now() - startedMs)));
    } catch (error) {
      this.#failures += 1;
      // Signs in anew, and learns the city anew, after a lasting trouble.
      if (this.#failures > 3) this.#city = undefined;
      this.#deps.log.warn({ err: error }, 'the simulator could not do a step; trying again');
      this.#schedule(Math.min(LONGEST_BACKOFF_MS, stepMs * 2 ** this.#failures));
    } finally {
      this.#begin();
    }
  }
}

interface City {
  step(seconds: number, nowMs: number): Promise<void>;
}

async function openCity(deps: SimulatorDeps, options: SimulatorOptions): Promise<City> {
  const api = new ApiClient(deps.api, await signIn(deps));
  const agenda = new Agenda();
  const random = new Random(options.seed);
  const travel = await deps.roads.current();
  const units = await api.list<Unit>('/api/units?limit=5000');
  const routes = await api.list<Route>('/api/routes?limit=5000');
  const places = await placesBeside(api);
  const fleet = new Fleet(
    { graph: travel.own('car'), edges: travel.edges },
    { units, routes, places },
    random,
  );
  const zone = await selectCityZone(deps.database);
  const arrivals = new Arrivals(api, random, options.incidentsPerDay, deps.clock, zone);
  await arrivals.prepare();
  // Numbers of its own, so that what else happens is the same with rounds and without.
  const ownRandom = new Random(options.seed + 1);
  const rounds = new Rounds(api, fleet, {
    places,
    random: ownRandom,
    clock: deps.clock,
    zone,
    units: options.rounds,
  });
  const casework = new Casework(api, fleet, agenda, random, deps.clock);
  agenda.repeat(
    () => arrivals.wait(),
    () => arrivals.next(),
  );
  const every = (seconds: number, task: () => Promise<void>) => agenda.repeat(() => seconds, task, 0);
  every(LOOK_SECONDS, () => casework.look());
  every(LOOK_SECONDS, async () => {
    const since = new Date(deps.clock() - IN_HAND_MS).toISOString();
    fleet.leave(await selectUnitsInHand(deps.database, since));
  });
  // Who was at work before is known before anybody's shift changes.
  await casework.look();
  every(1, () => changeShift(api, fleet, shiftAt(zone, deps.clock()), (id) => casework.isBound(id)));
  every(LOOK_AT_ROUNDS_SECONDS, () => rounds.look());
  every(REFRESH_UNITS_SECONDS, async () => fleet.refresh(await api.list<Unit>('/api/units?limit=5000')));
  const madeMs = (await cityMadeAtMs(deps.database)) ?? deps.clock();
  await startSurroundings(api, agenda, random, { zone, clock: deps.clock, madeMs });
  return {
    step: async (seconds, nowMs) => {
      agenda.now += seconds;
      for (const car of fleet.move(seconds, nowMs)) await casework.arrived(car);
      const fixes = fleet.fixes(nowMs, agenda.now);
      if (fixes.length > 0) await api.send('POST', '/api/positions', { fixes });
      await agenda.runDue(TASKS_A_STEP);
    },
  };
}

/** The places that patrols look after. */
async function placesBeside(api: ApiClient): Promise<PatrolPlace[]> {
  const lists = await Promise.all(
    VISITED_NOUNS.map(async (kind) =>
      (await api.list(`/api/${kind}?limit=5000`))
        .filter((thing) => isVisited(kind, thing))
        .map(({ id, geometry, properties }) => {
          const [lng, lat] = geometry.coordinates;
          const { nameZh, nameEn } = properties as Record<'nameZh' | 'nameEn', string>;
          return {
            kind,
            placeId: String(id),
            nameZh,
            nameEn,
            lng,
            lat,
            lng7: toInt7(lng),
            lat7: toInt7(lat),
          };
        }),
    ),
  );
  return lists.flat();
}

/** Makes the simulator's account when there is none, and a session of its own. */
async function signIn({ database, clock }: SimulatorDeps): Promise<string> {
  const nowMs = clock();
  const now = new Date(nowMs).toISOString();
  const city = await selectCity(database);
  if (!city) throw new Error('there is no city to simulate');
  const login = 'simulator';
  const row = {
    id: uuidv7({ msecs: nowMs }),
    login,
    displayName: '模拟器 Simulator',
    role: 'admin',
    scopeCode: city.code,
    passwordHash: null,
    now,
  } as const;
  const account = (await insertAccount(database, row)) ?? (await selectAccountByLogin(database, login));
  if (!account || account.disabled) throw new Error('the account of the simulator is disabled');
  await deleteSessionsOf(database, account.id);
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(nowMs + SESSION_MS).toISOString();
  const session = {
    secretHash,
    accountId: account.id,
    kind: 'bearer',
    label: 'simulator',
    now,
    expiresAt,
  } as const;
  await insertSession(database, session);
  return secret;
}

import { v7 as uuidv7 } from 'uuid';
import { RISK_ITEMS } from '../../../core/case/vocabulary.ts';
import { observeConditions } from '../../../server/commands/alarms.ts';
import { command } from '../../../server/commands/command.ts';
import { sql } from '../../../server/database/sql.ts';
import { appendEvent } from '../../../server/queries/events.ts';
import type { Api, Send } from '../api.ts';
import { condition } from '../conditions.ts';
import { CITY, GRID_LEFT, GRID_RIGHT, IN_LEFT, IN_RIGHT, LEFT, RIGHT, thing } from '../small-city.ts';

/** The same numbers in [0, 1) for the same seed. */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const PLACES = [IN_LEFT, IN_RIGHT, [101.75, 36.62], [101.95, 36.62]] as const;
const STATUSES = ['verified', 'false_alarm', 'resolved', 'closed', 'cancelled'] as const;

/** Random doings of a day, by the API and by import, on the small city: `act` does one at the time of the API's clock. */
export class RandomDay {
  readonly #api: Api;
  readonly #send: Send;
  readonly #seed: number;
  readonly #random: () => number;
  readonly #incidents: string[] = [thing('incidents', 'left'), thing('incidents', 'right')];
  readonly #posts: string[] = [thing('posts', 'left'), thing('posts', 'right')];
  readonly #units: string[] = [thing('units', 'left'), thing('units', 'right')];
  readonly #risks: string[] = [thing('risks', 'left'), thing('risks', 'right')];
  readonly #cases: string[] = [thing('cases', 'left'), thing('cases', 'right')];
  #count = 0;

  constructor(api: Api, send: Send, seed: number) {
    this.#api = api;
    this.#send = send;
    this.#seed = seed;
    this.#random = randomness(seed);
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  get #nowMs(): number {
    return this.#api.deps.clock();
  }

  /** `withImports`: also rows without events, as an import leaves them, and fixes that come late. */
  async act(withImports: boolean): Promise<void> {
    this.#count += 1;
    // The clock of another process is a little behind.
    const behindMs = withImports && this.#random() < 0.15 ? Math.floor(this.#random() * 90_000) : 0;
    const nowMs = this.#nowMs;
    this.#api.setClock(nowMs - behindMs);
    await this.pick(this.#acts(withImports))();
    this.#api.setClock(nowMs);
  }

  #acts(withImports: boolean): (() => Promise<void>)[] {
    return [
      () => this.#report(),
      () => this.#advance(),
      () => this.#advance(),
      () => this.#relocateIncident(),
      () => this.#makePost(),
      () => this.#movePost(),
      () => this.#dropPost(),
      () => this.#moveHome(),
      () => this.#moveHome(),
      () => this.#makeUnit(),
      () => this.#dropUnit(),
      () => this.#health(),
      () => this.#checkpoint(),
      () => this.#alarm(),
      () => this.#acknowledge(),
      () => this.#case(),
      () => this.#case(),
      () => this.#risk(),
      () => this.#drive(withImports),
      () => this.#drive(withImports),
      ...(withImports ? [() => this.#importDevices(), () => this.#importIncidents()] : []),
    ];
  }

  async #edit(noun: string, id: string, body: object): Promise<void> {
    const { status, text } = await this.#send('PATCH', `/api/${noun}/${id}`, body, { 'If-Match': '*' });
    if (![200, 404, 422].includes(status)) throw new Error(text);
  }

  async #report(): Promise<void> {
    const earlierMs = this.#random() < 0.3 ? Math.floor(this.#random() * 30 * 3_600_000) : 0;
    const reportedAt = new Date(this.#nowMs - earlierMs).toISOString();
    const geometry = { type: 'Point', coordinates: this.pick(PLACES) };
    const properties = { type: 'noise', priority: 3, reportedAt };
    const { body } = await this.#send('POST', '/api/incidents', { geometry, properties });
    this.#incidents.push(body.id);
  }

  #advance(): Promise<void> {
    const id = this.pick(this.#incidents);
    return this.#edit('incidents', id, { properties: { status: this.pick(STATUSES) } });
  }

  #relocateIncident(): Promise<void> {
    const geometry = { type: 'Point', coordinates: this.pick(PLACES) };
    return this.#edit('incidents', this.pick(this.#incidents), { geometry });
  }

  async #makePost(): Promise<void> {
    const properties = { kind: 'police_room', nameZh: '室', nameEn: 'Room', staffed: true, staffCount: 1 };
    const geometry = { type: 'Point', coordinates: this.pick(PLACES) };
    const { body } = await this.#send('POST', '/api/posts', { geometry, properties });
    this.#posts.push(body.id);
  }

  #movePost(): Promise<void> {
    const geometry = { type: 'Point', coordinates: this.pick(PLACES) };
    return this.#edit('posts', this.pick(this.#posts), { geometry });
  }

  async #dropPost(): Promise<void> {
    await this.#send('DELETE', `/api/posts/${this.pick(this.#posts)}`, undefined, { 'If-Match': '*' });
  }

  #moveHome(): Promise<void> {
    const areaCode = this.pick([LEFT, RIGHT, CITY, `${LEFT}001`]);
    return this.#edit('units', this.pick(this.#units), { properties: { areaCode } });
  }

  async #makeUnit(): Promise<void> {
    const properties = {
      code: `N-${this.#seed}-${this.#count}`,
      nameZh: '队',
      nameEn: 'Squad',
      kind: 'squad',
      vehicle: 'car',
      crewSize: 2,
      shift: 'day',
      state: 'available',
      routeId: null,
      areaCode: this.pick([LEFT, RIGHT]),
    };
    const { body } = await this.#send('POST', '/api/units', { properties });
    this.#units.push(body.id);
  }

  async #dropUnit(): Promise<void> {
    if (this.#random() < 0.6) return;
    await this.#send('DELETE', `/api/units/${this.pick(this.#units)}`, undefined, { 'If-Match': '*' });
  }

  #health(): Promise<void> {
    const id = thing('devices', this.pick(['left', 'right']));
    return this.#edit('devices', id, { properties: { health: this.pick(['ok', 'degraded', 'offline']) } });
  }

  #checkpoint(): Promise<void> {
    const id = thing('checkpoints', this.pick(['left', 'right']));
    return this.#edit('checkpoints', id, { properties: { state: this.pick(['open', 'closed', 'staffed']) } });
  }

  async #alarm(): Promise<void> {
    const side = this.pick(['left', 'right'] as const);
    const now = new Date(this.#nowMs).toISOString();
    const subject = { subjectId: thing('units', side), areaCode: side === 'left' ? GRID_LEFT : GRID_RIGHT };
    const seen = condition({ ...subject, isActive: this.#random() < 0.6, at: now });
    await command(this.#api.deps, (tx) => observeConditions(tx, [seen], now));
  }

  async #acknowledge(): Promise<void> {
    const { body } = await this.#send('GET', '/api/alarms?limit=100');
    const alarm = body.features[0];
    if (alarm) await this.#send('POST', `/api/alarms/${alarm.id}/acknowledge`, {}, { 'If-Match': '*' });
  }

  /** Opens a case or takes one a random step on; what is not legal as it stands changes nothing. */
  async #case(): Promise<void> {
    if (this.#random() < 0.3) {
      const properties = { kind: 'hazard', grade: 2, nameZh: '隐患', owner: 'emergency' };
      const geometry = { type: 'Point', coordinates: this.pick(PLACES) };
      const { body } = await this.#send('POST', '/api/cases', { geometry, properties });
      this.#cases.push(body.id);
      return;
    }
    const [act, more] = this.pick([
      ['escalate', {}],
      ['return', {}],
      ['evaluate', { evaluation: 'resolved' }],
      ['close', { outcome: 'settled' }],
      ['reopen', {}],
    ] as const);
    const path = `/api/cases/${this.pick(this.#cases)}/${act}`;
    const { status, text } = await this.#send('POST', path, { reason: '办理', ...more }, { 'If-Match': '*' });
    if (![200, 422].includes(status)) throw new Error(text);
  }

  /** Opens a risk file or takes one a random step on, legal or not. */
  async #risk(): Promise<void> {
    if (this.#random() < 0.3) {
      const [startsAt, endsAt] = [-2, 9].map((hours) =>
        new Date(this.#nowMs + hours * 3_600_000).toISOString(),
      );
      const checklist = RISK_ITEMS.map((item) => ({ item, answer: 'low', note: '' }));
      const properties = { kind: 'market', nameZh: '集市', owner: 'emergency', startsAt, endsAt, checklist };
      const geometry = { type: 'Point', coordinates: this.pick(PLACES) };
      const { body } = await this.#send('POST', '/api/risks', { geometry, properties });
      this.#risks.push(body.id);
      return;
    }
    const act = this.pick(['submit', 'return', 'withdraw'] as const);
    const path = `/api/risks/${this.pick(this.#risks)}/${act}`;
    const { status, text } = await this.#send('POST', path, { reason: '办理' }, { 'If-Match': '*' });
    if (![200, 422].includes(status)) throw new Error(text);
  }

  async #drive(late: boolean): Promise<void> {
    const behindMs = late && this.#random() < 0.2 ? Math.floor(this.#random() * 600_000) : 0;
    const fixAt = new Date(this.#nowMs - behindMs).toISOString();
    const [lng, lat] = [101.6 + this.#random() * 0.4, 36.5 + this.#random() * 0.2];
    const fixes = this.#units.map((unitId) => ({ unitId, lng, lat, fixAt }));
    await this.#send('POST', '/api/positions', { fixes: fixes.filter(() => this.#random() < 0.5) });
  }

  async #importDevices(): Promise<void> {
    const { database } = this.#api.deps;
    const batch = uuidv7({ msecs: this.#nowMs });
    for (const [grid, [lng, lat]] of [
      [GRID_LEFT, IN_LEFT],
      [GRID_RIGHT, IN_RIGHT],
    ] as const)
      await database.query(sql`INSERT INTO device (id, area_code, code, kind, health, health_since, geom, import_batch_id)
        VALUES (${uuidv7({ msecs: this.#nowMs })}, ${grid}, ${`I-${this.#count}-${grid}`}, 'camera', 'ok', now(),
          ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326), ${batch})`);
    await this.#bulk('devices', batch);
  }

  /** Of the last two days, some still open, some dealt with step by step. */
  async #importIncidents(): Promise<void> {
    const { database } = this.#api.deps;
    const batch = uuidv7({ msecs: this.#nowMs });
    for (const status of ['verified', 'closed', 'false_alarm', 'reported'] as const) {
      const reportedMs = this.#nowMs - Math.floor(this.#random() * 48 * 3_600_000);
      const step = (n: number) => new Date(reportedMs + n * this.#random() * 3_600_000).toISOString();
      const [lng, lat] = IN_LEFT;
      const id = uuidv7({ msecs: reportedMs });
      await database.query(sql`INSERT INTO incident (id, area_code, number, type, priority, status, source, net, text, reported_at,
          verified_at, assigned_at, arrived_at, resolved_at, geom, import_batch_id)
        VALUES (${id}, ${GRID_LEFT}, ${`I-${this.#count}`}, 'theft', 2, ${status}, 'report', 'street', '',
          ${new Date(reportedMs).toISOString()}, ${status === 'reported' ? null : step(1)},
          ${status === 'closed' ? step(3) : null}, ${status === 'closed' ? step(9) : null},
          ${status === 'closed' ? step(30) : null},
          ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326), ${batch})`);
      this.#incidents.push(id);
    }
    await this.#bulk('incidents', batch);
  }

  async #bulk(noun: 'devices' | 'incidents', batch: string): Promise<void> {
    await this.#api.deps.database.transaction((tx) =>
      appendEvent(tx, {
        at: new Date(this.#nowMs).toISOString(),
        actorId: null,
        noun,
        kind: 'bulk',
        subjectId: batch,
        areaCode: CITY,
        before: null,
        after: { import: batch },
      }),
    );
  }
}

import { type Around, Phone } from '../../../client/unit/phone.ts';
import type { Reply } from '../../../client/unit/reply.ts';
import type { Because } from '../../../core/contract/reason.ts';
import type { UnitDuty } from '../../../core/contract/unit-duty.ts';
import { takeStep } from '../../../core/incident/assignment.ts';

export const START_MS = Date.parse('2026-11-23T04:00:00.000Z');
export const iso = (ms: number) => new Date(ms).toISOString();
const ACCOUNT = {
  id: 'acc',
  login: 'p',
  displayName: 'P',
  role: 'unit',
  scopeCode: '630102',
  unitId: 'u',
} as const;

function storageOf(kept: Map<string, string>): Around['storage'] {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (n) => [...kept.keys()][n] ?? null,
    get length() {
      return kept.size;
    },
  };
}

/** A server with one unit and one assignment, and a line to it that can be cut. */
export class World {
  clockMs = START_MS;
  /** How far this device's clock is off. */
  skewMs = 0;
  isUp = true;
  isSignedIn = true;
  accountId = 'acc';
  /** Answers are lost on the way back. */
  losesAnswers = false;
  readonly received: {
    key: string;
    json: { step?: string; state?: string; code?: string; doneAt: string };
  }[] = [];
  readonly fixes: unknown[] = [];
  readonly #kept = new Map<string, string>();
  readonly #answers = new Map<string, Reply>();
  ids = 0;
  /** How often it was said that nothing had changed. */
  unchanged = 0;
  assignment: UnitDuty['assignment'] = {
    id: 'a',
    incidentId: 'i',
    incidentNumber: '261123-0001',
    unitId: 'u',
    state: 'sent',
    steps: [{ state: 'sent', doneAt: iso(START_MS), receivedAt: iso(START_MS), accountId: null }],
  };
  post: UnitDuty['post'] = null;
  role: 'unit' | 'dispatcher' = 'unit';
  /** Why codes are refused. */
  refusal: Because | null = null;
  readonly storage = storageOf(this.#kept);
  pages = 0;

  phone(): Phone {
    return new Phone({
      send: async (method, path, json, names) => this.#send(method, path, json, names ?? {}),
      storage: this.storage,
      clock: () => this.clockMs + this.skewMs,
      newId: () => `k${++this.ids}`,
      page: `p${++this.pages}`,
    });
  }

  #send(
    method: string,
    path: string,
    json: object | undefined,
    { key, tag }: { key?: string | undefined; tag?: string | undefined },
  ): Reply {
    if (!this.isUp) throw new TypeError('no line');
    if (path === '/api/unit' && this.isSignedIn && tag === this.#tag()) {
      this.unchanged += 1;
      return { status: 304, body: undefined };
    }
    const reply = this.isSignedIn ? this.#answer(method, path, json, key) : { status: 401, body: {} };
    if (this.losesAnswers && method === 'POST') throw new TypeError('lost');
    return reply;
  }

  #answer(method: string, path: string, json: object | undefined, key: string | undefined): Reply {
    if (path === '/api/session')
      return {
        status: 200,
        body: {
          account: { ...ACCOUNT, id: this.accountId, role: this.role },
          demo: true,
          timeZone: 'Asia/Shanghai',
          now: iso(this.clockMs),
        },
      };
    if (path === '/api/unit') return { status: 200, body: this.duty(), tag: this.#tag() };
    if (path === '/api/positions') {
      this.fixes.push(...(json as { fixes: unknown[] }).fixes);
      return { status: 200, body: {} };
    }
    if (path === '/api/unit/check-in' && this.refusal) return { status: 409, body: this.refusal };
    const known = this.#answers.get(key ?? '');
    if (known) return known;
    const input = json as (typeof this.received)[number]['json'];
    const reply = this.#take(input);
    if (reply.status === 200) this.#answers.set(key ?? '', reply);
    if (method === 'POST' && reply.status === 200) this.received.push({ key: key ?? '', json: input });
    return reply;
  }

  #tag(): string {
    return `W/"${this.accountId} ${this.assignment?.state}"`;
  }

  #take(input: { step?: string; code?: string; doneAt: string }): Reply {
    if (input.code) return { status: 200, body: { stop: { nameZh: '西门', nameEn: 'West gate' } } };
    if (!input.step || !this.assignment) return { status: 200, body: {} };
    const given = input as Parameters<typeof takeStep>[1];
    const result = takeStep(this.assignment, given, { now: iso(this.clockMs), accountId: 'acc' });
    if ('refusal' in result) return { status: 409, body: { ...result.refusal, detail: 'no' } };
    this.assignment = result.assignment;
    return { status: 200, body: this.assignment };
  }

  duty(): UnitDuty {
    const properties = { code: 'U', nameZh: '单位', nameEn: 'Unit', state: 'patrolling', routeId: null };
    return {
      asOf: iso(this.clockMs),
      unit: { type: 'Feature', id: 'u', geometry: null, properties } as unknown as UnitDuty['unit'],
      assignment: this.assignment,
      incident: null,
      areas: [],
      post: this.post,
    };
  }
}

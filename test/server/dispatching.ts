import { expect } from 'vitest';
import { type Assignment, Assignments } from '../../core/contract/assignment.ts';
import { Incident } from '../../core/contract/incident.ts';
import { type Answer, type Api, NOW_MS, type Send } from './api.ts';
import { IN_LEFT, LEFT } from './small-city.ts';

const ANY = { 'If-Match': '*' };

/** A dispatcher in the small city: units and incidents, whom she sends, and what became of it. Time passes as it is told to. */
export class Dispatching {
  readonly #api: Api;
  readonly desk: Send;
  #seconds = 0;
  #units = 0;

  private constructor(api: Api, desk: Send) {
    this.#api = api;
    this.desk = desk;
  }

  static async start(api: Api): Promise<Dispatching> {
    return new Dispatching(api, await api.as('dispatcher'));
  }

  /** The server's time, `seconds` from now: ISO 8601 UTC. */
  at(seconds = 0): string {
    return new Date(NOW_MS + (this.#seconds + seconds) * 1000).toISOString();
  }

  pass(seconds: number): void {
    this.#seconds += seconds;
    this.#api.setClock(NOW_MS + this.#seconds * 1000);
  }

  /** A unit on patrol in the left district, seen just now. */
  async unit(more: object = {}): Promise<string> {
    this.#units += 1;
    const named = { code: `A-${this.#units}`, nameZh: '测', nameEn: 'Test', kind: 'squad', vehicle: 'car' };
    const duty = { crewSize: 2, shift: 'day', state: 'patrolling', routeId: null, areaCode: `${LEFT}001` };
    const made = await this.desk('POST', '/api/units', { properties: { ...named, ...duty, ...more } });
    expect(made.status, made.text).toBe(201);
    const [lng, lat] = IN_LEFT;
    await this.desk('POST', '/api/positions', {
      fixes: [{ unitId: made.body.id, lng, lat, fixAt: this.at() }],
    });
    return made.body.id;
  }

  async incident(coordinates = IN_LEFT): Promise<string> {
    const properties = { type: 'theft', priority: 3 };
    const geometry = { type: 'Point', coordinates };
    return (await this.desk('POST', '/api/incidents', { geometry, properties })).body.id;
  }

  /** Units of which the position is late are sent as well. */
  async send(incident: string, unitId: string, more: string[] = []): Promise<Answer> {
    this.pass(1);
    const confirmed = ['position_late', 'position_lost', ...more];
    return await this.desk('POST', `/api/incidents/${incident}/assignment`, { unitId, confirmed }, ANY);
  }

  async patch(incident: string, properties: object): Promise<Answer> {
    return await this.desk('PATCH', `/api/incidents/${incident}`, { properties }, ANY);
  }

  /** A step of the newest assignment of a unit at an incident. */
  async step(
    incident: string,
    unitId: string,
    input: object,
    by = this.desk,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const id = (await this.list(incident)).findLast((one) => one.unitId === unitId)?.id;
    return await by('POST', `/api/assignments/${id}/steps`, input, headers);
  }

  async list(incident: string): Promise<Assignment[]> {
    const { status, body } = await this.desk('GET', `/api/incidents/${incident}/assignments`);
    expect(status).toBe(200);
    return Assignments.strict().parse(body).items;
  }

  async read(incident: string): Promise<Incident['properties']> {
    return Incident.parse((await this.desk('GET', `/api/incidents/${incident}`)).body).properties;
  }

  async stateOf(unitId: string): Promise<string> {
    return (await this.desk('GET', `/api/units/${unitId}`)).body.properties.state;
  }
}

import type { Incident } from '../../../core/contract/incident.ts';
import { OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';
import type { Agenda } from './agenda.ts';
import type { ApiClient } from './api-client.ts';
import type { Place } from './drive.ts';
import type { Car, Fleet } from './fleet.ts';
import type { Random } from './random.ts';
import { dutyState, setUnitState } from './shifts.ts';

/** Seconds from one step to the next, from the most to the least urgent priority. */
const VERIFY_SECONDS = [15, 30, 60, 90];
const ASSIGN_SECONDS = [10, 20, 45, 90];
const ON_SCENE_SECONDS: readonly [number, number] = [240, 1200];
const FALSE_ALARM = 0.05;
const CANDIDATES = 6;
const MOST_CASES = 200;
/** What was reported longer ago was left from before a pause: those on scene are about to leave. */
const LEFT_OVER_MS = 2 * 3_600_000;

interface Case {
  incident: Incident;
  /** Only the newest plan for a case is carried out. */
  plan: number;
}

/** Works incidents from the report to the end, the simulator's own and those that people take in, by the API's legal steps. */
export class Casework {
  readonly #api: ApiClient;
  readonly #fleet: Fleet;
  readonly #agenda: Agenda;
  readonly #random: Random;
  readonly #clock: () => number;
  readonly #cases = new Map<string, Case>();

  constructor(api: ApiClient, fleet: Fleet, agenda: Agenda, random: Random, clock: () => number) {
    this.#clock = clock;
    this.#api = api;
    this.#fleet = fleet;
    this.#agenda = agenda;
    this.#random = random;
  }

  /** Looks at the open incidents: takes new ones on, follows what people changed, lets go of what they ended. */
  async look(): Promise<void> {
    const path = `/api/incidents?status=${OPEN_INCIDENT_STATUSES.join(',')}&limit=${MOST_CASES}`;
    const open = await this.#api.list<Incident>(path, MOST_CASES);
    const ids = new Set(open.map(({ id }) => id));
    for (const incident of open.reverse()) await this.#follow(incident);
    for (const [id, { incident }] of this.#cases) {
      if (ids.has(id) || incident.properties.status === 'resolved') continue;
      this.#cases.delete(id);
      await this.#free(id);
    }
  }

  /** A unit has come to the place of its incident. */
  async arrived(car: Car): Promise<void> {
    const held = this.#cases.get(car.incidentId ?? '');
    if (held) await this.#step(held, { status: 'on_scene' });
    await setUnitState(this.#api, car, 'on_scene');
  }

  async #follow(incident: Incident): Promise<void> {
    const held = this.#cases.get(incident.id);
    if (held && held.incident.properties.version >= incident.properties.version) return;
    const current = held ?? { incident, plan: 0 };
    const unitBefore = held?.incident.properties.unitId;
    current.incident = incident;
    this.#cases.set(incident.id, current);
    if (unitBefore && unitBefore !== incident.properties.unitId) await this.#free(incident.id);
    this.#plan(current);
  }

  /** Puts the next step of a case on the agenda. */
  #plan(held: Case): void {
    held.plan += 1;
    const { plan } = held;
    const seconds = this.#secondsToNext(held.incident);
    this.#agenda.after(seconds, async () => {
      if (held.plan !== plan) return;
      try {
        await this.#advance(held);
      } catch (error) {
        this.#plan(held);
        throw error;
      }
    });
  }

  #secondsToNext({ properties: { status, priority, reportedAt } }: Incident): number {
    const jitter = this.#random.between(0.6, 1.8);
    if (status === 'reported') return jitter * (VERIFY_SECONDS[priority - 1] ?? 60);
    if (status === 'verified') return jitter * (ASSIGN_SECONDS[priority - 1] ?? 60);
    if (status === 'on_scene') {
      const isLeftOver = this.#clock() - Date.parse(reportedAt) > LEFT_OVER_MS;
      return isLeftOver ? jitter * 30 : this.#random.between(...ON_SCENE_SECONDS);
    }
    if (status === 'resolved') return jitter * 60;
    return jitter * 8;
  }

  async #advance(held: Case): Promise<void> {
    const { status } = held.incident.properties;
    if (status === 'reported')
      await this.#step(held, { status: this.#random.chance(FALSE_ALARM) ? 'false_alarm' : 'verified' });
    else if (status === 'verified') await this.#assign(held);
    else if (status === 'assigned' || status === 'en_route') await this.#bringUnit(held);
    else if (status === 'on_scene') await this.#step(held, { status: 'resolved' });
    else if (status === 'resolved') await this.#step(held, { status: 'closed' });
  }

  async #assign(held: Case): Promise<void> {
    const to = placeOf(held.incident);
    const car = this.#fleet.quickest(this.#fleet.nearestFree(to, CANDIDATES), to);
    if (car) await this.#step(held, { status: 'assigned', unitId: car.unit.id });
    else this.#plan(held);
  }

  /** Sends the case's unit on its way, or sees how far it got; without one that can come, another is to be found. */
  async #bringUnit(held: Case): Promise<void> {
    const { status, unitId } = held.incident.properties;
    const car = this.#fleet.find(unitId);
    const isFree = car && !car.incidentId;
    if (isFree && !this.#fleet.respond(car, held.incident.id, placeOf(held.incident)))
      return await this.#step(held, { status: 'verified' });
    if (!car || car.incidentId !== held.incident.id) return await this.#step(held, { status: 'verified' });
    if (car.task === 'at_scene') return await this.arrived(car);
    if (status === 'en_route') return this.#plan(held);
    await this.#step(held, { status: 'en_route' });
    await setUnitState(this.#api, car, 'en_route');
  }

  /** Takes one step by the API and plans the next. If it is refused, the next look shows how things are. */
  async #step(held: Case, properties: Partial<Incident['properties']>): Promise<void> {
    const { id, properties: before } = held.incident;
    const path = `/api/incidents/${id}`;
    const after = await this.#api.send<Incident>('PATCH', path, { properties }, before.version);
    if (!after) return this.#refused(held);
    held.incident = after;
    const { status } = after.properties;
    const isOpen = (OPEN_INCIDENT_STATUSES as readonly string[]).includes(status);
    if (!isOpen) await this.#free(id);
    if (isOpen || status === 'resolved') this.#plan(held);
    else this.#cases.delete(id);
  }

  /** Somebody changed the incident meanwhile, or its unit: another try, unless it is over anyway. */
  #refused(held: Case): void {
    if (held.incident.properties.status === 'resolved') this.#cases.delete(held.incident.id);
    else this.#plan(held);
  }

  /** Lets the unit that works an incident go back on patrol. */
  async #free(incidentId: string): Promise<void> {
    const car = this.#fleet.cars.find((one) => one.incidentId === incidentId);
    if (!car) return;
    this.#fleet.release(car);
    await setUnitState(this.#api, car, dutyState(car));
  }
}

function placeOf(incident: Incident): Place {
  const [lng, lat] = incident.geometry.coordinates;
  return { lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) };
}

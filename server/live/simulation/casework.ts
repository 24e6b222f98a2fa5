import type { Assignment, OpenAssignment } from '../../../core/contract/assignment.ts';
import type { Incident } from '../../../core/contract/incident.ts';
import type { Unit } from '../../../core/contract/unit.ts';
import { isOpenAssignment } from '../../../core/incident/assignment.ts';
import type { AssignmentStep } from '../../../core/incident/vocabulary.ts';
import { OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';
import type { Agenda } from './agenda.ts';
import type { ApiClient } from './api-client.ts';
import type { Place } from './drive.ts';
import type { Car, Fleet } from './fleet.ts';
import type { Random } from './random.ts';

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
  /** When it is dealt with, in simulated seconds; null: nobody is at the scene. */
  dealtWithAt: number | null;
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

  /** Whether a unit has an open assignment, as far as the last look showed. */
  isBound(unitId: string): boolean {
    return [...this.#cases.values()].some((held) =>
      assignmentsOf(held).some((assignment) => assignment.unitId === unitId),
    );
  }

  /** A unit has come to the place of its incident. */
  async arrived(car: Car): Promise<void> {
    const held = this.#cases.get(car.incidentId ?? '');
    const assignment = held && assignmentsOf(held).find(({ unitId }) => unitId === car.unit.id);
    if (assignment) await this.#say(held, assignment, 'arrive');
  }

  async #follow(incident: Incident): Promise<void> {
    const held = this.#cases.get(incident.id);
    if (held && held.incident.properties.version >= incident.properties.version) return;
    const current = held ?? { incident, plan: 0, dealtWithAt: null };
    current.incident = incident;
    this.#cases.set(incident.id, current);
    const bound = assignmentsOf(current).map(({ unitId }) => unitId);
    await this.#free(incident.id, bound);
    this.#plan(current);
  }

  /** Puts the next step of a case on the agenda. */
  #plan(held: Case): void {
    held.plan += 1;
    const { plan } = held;
    const seconds = this.#secondsToNext(held);
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

  #secondsToNext(held: Case): number {
    const { status, priority, reportedAt } = held.incident.properties;
    const jitter = this.#random.between(0.6, 1.8);
    if (status !== 'on_scene') held.dealtWithAt = null;
    if (status === 'reported') return jitter * (VERIFY_SECONDS[priority - 1] ?? 60);
    if (status === 'verified') return jitter * (ASSIGN_SECONDS[priority - 1] ?? 60);
    if (status === 'on_scene') {
      const isLeftOver = this.#clock() - Date.parse(reportedAt) > LEFT_OVER_MS;
      const stay = isLeftOver ? jitter * 30 : this.#random.between(...ON_SCENE_SECONDS);
      held.dealtWithAt ??= this.#agenda.now + stay;
      const isComing = assignmentsOf(held).some(({ state }) => state !== 'arrived');
      return Math.max(jitter * 5, isComing ? 0 : held.dealtWithAt - this.#agenda.now);
    }
    if (status === 'resolved') return jitter * 60;
    return jitter * 5;
  }

  async #advance(held: Case): Promise<void> {
    const { status } = held.incident.properties;
    if (status === 'reported')
      await this.#step(held, { status: this.#random.chance(FALSE_ALARM) ? 'false_alarm' : 'verified' });
    else if (status === 'verified') await this.#assign(held);
    else if (status === 'assigned' || status === 'en_route') await this.#bringUnits(held);
    else if (status === 'on_scene') await this.#leaveScene(held);
    else if (status === 'resolved') await this.#step(held, { status: 'closed' });
  }

  async #assign(held: Case): Promise<void> {
    const to = placeOf(held.incident);
    const car = this.#fleet.quickest(this.#fleet.nearestFree(to, CANDIDATES), to);
    if (car) await this.#step(held, { status: 'assigned', unitId: car.unit.id });
    else this.#plan(held);
  }

  /** Has each unit of the case do what is next for it, then looks again. */
  async #bringUnits(held: Case): Promise<void> {
    for (const assignment of assignmentsOf(held)) await this.#bring(held, assignment);
    if (this.#cases.get(held.incident.id) === held) this.#plan(held);
  }

  /** A unit acknowledges, then starts, then arrives; one that can not come says so. People who have their phone in hand do it themselves. */
  async #bring(held: Case, assignment: OpenAssignment): Promise<void> {
    const { unitId, state } = assignment;
    const car = this.#fleet.find(unitId);
    if (!car || state === 'arrived') return;
    if (state === 'sent') return await this.#say(held, assignment, 'acknowledge');
    const isHere = car.incidentId === held.incident.id;
    const canCome =
      isHere || (!car.incidentId && this.#fleet.respond(car, held.incident.id, placeOf(held.incident)));
    if (!canCome) return await this.#say(held, assignment, 'clear');
    if (car.task === 'at_scene') return await this.#say(held, assignment, 'arrive');
    if (state === 'acknowledged') await this.#say(held, assignment, 'en_route');
  }

  /** Units that were sent later are brought as well, until it is dealt with; while somebody with a phone in hand is at it, they say so. */
  async #leaveScene(held: Case): Promise<void> {
    const isTheirs = assignmentsOf(held).some(({ unitId }) => this.#fleet.isInHand(unitId));
    if (isTheirs || this.#agenda.now < (held.dealtWithAt ?? 0)) await this.#bringUnits(held);
    else await this.#step(held, { status: 'resolved' });
  }

  /** Takes a step of an assignment by the API; how the incident is then, the next look shows. */
  async #say(held: Case, { id }: OpenAssignment, step: AssignmentStep): Promise<void> {
    const after = await this.#api.send<Assignment>('POST', `/api/assignments/${id}/steps`, { step });
    if (!after) return;
    const others = assignmentsOf(held).filter((one) => one.id !== id);
    const assignments = isOpenAssignment(after) ? [...others, after] : others;
    held.incident = { ...held.incident, properties: { ...held.incident.properties, assignments } };
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

  /** Lets the units of an incident go back on patrol, but for those that are bound to it still. */
  async #free(incidentId: string, bound: readonly string[] = []): Promise<void> {
    const gone = this.#fleet.cars.filter(
      (car) => car.incidentId === incidentId && !bound.includes(car.unit.id),
    );
    for (const car of gone) {
      this.#fleet.release(car);
      car.unit = (await this.#api.read<Unit>(`/api/units/${car.unit.id}`)) ?? car.unit;
    }
  }
}

function assignmentsOf({ incident }: Case): readonly OpenAssignment[] {
  return incident.properties.assignments ?? [];
}

function placeOf(incident: Incident): Place {
  const [lng, lat] = incident.geometry.coordinates;
  return { lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) };
}

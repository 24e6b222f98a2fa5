import { INCIDENT_STATUSES, type IncidentStatus } from '../../core/vocabulary.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

/** A status that an incident came into at a time (milliseconds since 1970), and the unit that it was given. */
export interface Step {
  status: IncidentStatus;
  at: number;
  unitId?: string;
}

const BESIDE: readonly IncidentStatus[] = ['duplicate', 'false_alarm', 'cancelled'];

/**
 * The steps of an incident up to the city's instant, in order: by the calls of the last days, before them by the city's own
 * columns. On the way to a scene is a step only of those who are on it still.
 */
export function courseOf(seeded: SeededCity, index: number): Step[] {
  const course = new Course(seeded, index);
  course.add('verified', course.after(seeded.city.incidents.verifiedAfter));
  const final = INCIDENT_STATUSES[seeded.city.incidents.status[index]!]!;
  if (BESIDE.includes(final)) course.endBeside(final);
  else {
    course.goThere();
    if (final === 'closed') course.close();
  }
  return course.steps;
}

/** Whether the event log tells of an incident. */
export function isLogged({ city, history }: SeededCity, index: number): boolean {
  return history.days > 0 && city.incidents.reportedAt[index]! >= history.from;
}

class Course {
  readonly #seeded: SeededCity;
  readonly #index: number;
  readonly #reportedMs: number;
  readonly #luck: number;
  readonly steps: Step[];

  constructor(seeded: SeededCity, index: number) {
    this.#seeded = seeded;
    this.#index = index;
    this.#reportedMs = seeded.city.incidents.reportedAt[index]! * 1000;
    this.#luck = mix(seeded.city.seed, index, 17, 0);
    this.steps = [{ status: 'reported', at: this.#reportedMs }];
  }

  /** The time that a column of the city gives, Infinity where it gives none. */
  after(column: Uint32Array): number {
    const seconds = column[this.#index]!;
    return seconds > 0 ? this.#reportedMs + seconds * 1000 : Infinity;
  }

  add(status: IncidentStatus, at: number, unitId?: string): void {
    if (at > this.#seeded.asOfMs) return;
    const step: Step = { status, at: Math.max(at, this.#last.at) };
    if (unitId !== undefined) step.unitId = unitId;
    this.steps.push(step);
  }

  endBeside(status: IncidentStatus): void {
    const at = this.#last.at + 1000 * (20 + (this.#luck % 200));
    this.add(status, Math.min(this.#seeded.asOfMs, at));
  }

  /** From being assigned to being resolved. */
  goThere(): void {
    const { city, history, asOfMs } = this.#seeded;
    const { assignedAfter, arrivedAfter, resolvedAfter } = city.incidents;
    const call = history.calls.get(this.#index);
    if (call) {
      this.add('assigned', call.assignedAt * 1000, this.#seeded.unitId(call.unit));
      if (call.arrivedAt * 1000 > asOfMs) this.add('en_route', call.enRouteAt * 1000);
      this.add('on_scene', call.arrivedAt * 1000);
      this.add('resolved', call.leftAt * 1000);
      return;
    }
    const isWorked = !history.unworked.has(this.#index);
    if (isWorked) {
      this.add('assigned', this.after(assignedAfter), this.#anyUnit());
      this.add('on_scene', this.after(arrivedAfter));
    }
    this.add('resolved', this.after(resolvedAfter));
  }

  close(): void {
    if (this.#last.status === 'resolved')
      this.add('closed', this.#last.at + 1000 * (300 + (this.#luck % 4800)));
  }

  get #last(): Step {
    return this.steps[this.steps.length - 1]!;
  }

  /** Of an incident older than the history: one of the district's units. */
  #anyUnit(): string | undefined {
    const { city, unitsOf } = this.#seeded;
    const district = city.grids[city.incidents.grid[this.#index]!]?.code.slice(0, 6) ?? '';
    const units = unitsOf.get(district) ?? [];
    const unit = units[mix(city.seed, this.#index, 7, 0) % Math.max(1, units.length)];
    return unit === undefined ? undefined : this.#seeded.unitId(unit);
  }
}

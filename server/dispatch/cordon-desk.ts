import { answerChoices, answerPlan, problemOf } from '../../core/cordon/answer.ts';
import { answerAreas } from '../../core/cordon/areas.ts';
import type { AskCheckpoint } from '../../core/cordon/ask.ts';
import { atSpeeds, type CordonGround, cordonGround, namedSpot, nodeAt } from '../../core/cordon/ground.ts';
import { USUAL_LIMITS } from '../../core/cordon/plan-cordon.ts';
import type { SearchLimits } from '../../core/cordon/staffed-cut.ts';
import { type TravelMemory, travelMemory } from '../../core/cordon/unit-times.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { type EdgeIndex, indexEdges } from '../../core/network/edge-index.ts';
import { type RoadGraph, roadGraph } from '../../core/network/road-graph.ts';
import { UNIT_VEHICLES, type UnitVehicle } from '../../core/vocabulary.ts';
import type { CityMessage, CordonAnswers, CordonQuestion, SecondsMessage } from './cordon-protocol.ts';

/** Cordons that are planned at once, each with the travel times of its units. */
const MOST_MEMORIES = 6;
/** A search ends then with the best it has: a first plan has two at most, and who stands already is never given a worse one. */
const SEARCHES = {
  first: { mostMs: 300, leastCuts: 3 },
  again: { mostMs: 60, leastCuts: 1 },
  choices: { mostMs: 150, leastCuts: 2 },
};

/** What the thread of the cordons knows: the city as it is now, and what was worked out for the last plans. */
export class CordonDesk {
  #graphs = new Map<UnitVehicle, RoadGraph>();
  #edges: EdgeIndex | undefined;
  #surface: FlatRing[][] = [];
  #ground: CordonGround | undefined;
  #places = '';
  readonly #memories = new Map<string, TravelMemory>();

  takeCity({ points, roads, starts, lines, surface }: CityMessage): void {
    const whole = roads.map((road, i) => ({ ...road, line: lines.subarray(starts[i]!, starts[i + 1]!) }));
    this.#graphs = new Map(UNIT_VEHICLES.map((vehicle) => [vehicle, roadGraph(points, whole, { vehicle })]));
    this.#edges = indexEdges(whole);
    this.#surface = surface;
    this.#ground = undefined;
    this.#memories.clear();
  }

  takeSeconds({ vehicle, linkSeconds, partSeconds }: SecondsMessage): void {
    const graph = this.#graphs.get(vehicle);
    if (!graph) return;
    this.#graphs = new Map(this.#graphs).set(vehicle, { ...graph, linkSeconds, partSeconds });
    if (this.#ground) this.#ground = atSpeeds(this.#ground, this.#graphs);
  }

  answer(question: CordonQuestion): CordonAnswers[CordonQuestion['what']] {
    if (question.what === 'spots') return this.#spots(question);
    const { ask } = question;
    const ground = this.#groundFor(ask.checkpoints);
    const asked = problemOf(ground, ask);
    if (typeof asked === 'string') return { refused: asked };
    const memory = this.#memory(question.memory);
    if (question.what === 'choices') return answerChoices(ground, asked, memory, limitsOf('choices'));
    const areas = answerAreas(ground, asked, question.areasAtMs);
    const isAgain = ask.units.some(({ standing, sentTo }) => standing || sentTo);
    const limits = limitsOf(isAgain ? 'again' : 'first');
    return { answer: answerPlan(ground, asked, memory, limits), areas };
  }

  #spots({ places, checkpoints }: Extract<CordonQuestion, { what: 'spots' }>): CordonAnswers['spots'] {
    const ground = this.#groundFor(checkpoints);
    return places.map((place) => {
      const node = nodeAt(ground, place);
      return node === undefined ? null : namedSpot(ground, node);
    });
  }

  /** The ground with these checkpoints; it is built anew only where one was moved, added or removed. */
  #groundFor(checkpoints: readonly AskCheckpoint[]): CordonGround {
    if (!this.#edges) throw new Error('the thread of the cordons has no city yet');
    const places = JSON.stringify(checkpoints.map(({ id, lng7, lat7 }) => [id, lng7, lat7]));
    if (!this.#ground || places !== this.#places) {
      this.#ground = cordonGround(this.#graphs, this.#edges, this.#surface, checkpoints);
      this.#places = places;
      this.#memories.clear();
    }
    const now = new Map(checkpoints.map((one) => [one.id, one]));
    return {
      ...this.#ground,
      checkpoints: this.#ground.checkpoints.map((one) => ({ ...one, ...now.get(one.id) })),
    };
  }

  /** The one that was used last stays longest. */
  #memory(name: string): TravelMemory {
    const memory = this.#memories.get(name) ?? travelMemory();
    this.#memories.delete(name);
    this.#memories.set(name, memory);
    for (const oldest of this.#memories.keys()) {
      if (this.#memories.size <= MOST_MEMORIES) break;
      this.#memories.delete(oldest);
    }
    return memory;
  }
}

function limitsOf(search: keyof typeof SEARCHES): SearchLimits {
  return { ...USUAL_LIMITS, time: { ...SEARCHES[search], clock: () => performance.now() } };
}

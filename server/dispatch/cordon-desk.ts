import { answerChoices, answerPlan, problemOf } from '../../core/cordon/answer.ts';
import { answerAreas } from '../../core/cordon/areas.ts';
import type { AskCheckpoint } from '../../core/cordon/ask.ts';
import { atSpeeds, type CordonGround, cordonGround, namedSpot, nodeAt } from '../../core/cordon/ground.ts';
import { USUAL_LIMITS } from '../../core/cordon/plan-cordon.ts';
import { rehearsalAsk, rehearsalLater } from '../../core/cordon/rehearsal.ts';
import type { SearchLimits } from '../../core/cordon/staffed-cut.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { type EdgeIndex, indexEdges } from '../../core/network/edge-index.ts';
import { pointsOf, roadAt } from '../../core/network/road-columns.ts';
import { type RoadGraph, roadGraph } from '../../core/network/road-graph.ts';
import { UNIT_VEHICLES, type UnitVehicle } from '../../core/vocabulary.ts';
import type { CityMessage, CordonAnswers, CordonQuestion, SecondsMessage } from './cordon-protocol.ts';

/** All searches of an answer end then with the best they have; who stands already is never given a worse plan. */
const SEARCHES = {
  first: { mostMs: 400, leastCuts: 3 },
  again: { mostMs: 60, leastCuts: 1 },
  choices: { mostMs: 900, leastCuts: 2 },
};

const REHEARSED_AREA_MINUTES = [0, 5, 10];

/** What the thread of the cordons knows: the city as it is now, and where its checkpoints stand on the roads. */
export class CordonDesk {
  #graphs = new Map<UnitVehicle, RoadGraph>();
  #edges: EdgeIndex | undefined;
  #surface: FlatRing[][] = [];
  #ground: CordonGround | undefined;
  #places = '';

  takeCity({ columns, surface }: CityMessage): void {
    const points = pointsOf(columns);
    const roads = Array.from(columns.ids, (_, i) => roadAt(columns, i));
    this.#graphs = new Map(UNIT_VEHICLES.map((vehicle) => [vehicle, roadGraph(points, roads, { vehicle })]));
    this.#edges = indexEdges(roads);
    this.#surface = surface;
    this.#ground = undefined;
  }

  takeSeconds({ vehicle, linkSeconds, partSeconds }: SecondsMessage): void {
    const graph = this.#graphs.get(vehicle);
    if (!graph) return;
    this.#graphs = new Map(this.#graphs).set(vehicle, { ...graph, linkSeconds, partSeconds });
    if (this.#ground) this.#ground = atSpeeds(this.#ground, this.#graphs);
  }

  answer(question: CordonQuestion): CordonAnswers[CordonQuestion['what']] {
    if (question.what === 'spots') return this.#spots(question);
    if (question.what === 'rehearsal') return this.#rehearse(question);
    const { ask } = question;
    const ground = this.#groundFor(ask.checkpoints);
    const asked = problemOf(ground, ask);
    if (typeof asked === 'string') return { refused: asked };
    if (question.what === 'areas') return answerAreas(ground, asked, question.atMs);
    if (question.what === 'choices') return answerChoices(ground, asked, limitsOf('choices'));
    const isAgain = ask.units.some(({ standing, sentTo }) => standing || sentTo);
    return answerPlan(ground, asked, limitsOf(isAgain ? 'again' : 'first'));
  }

  #spots({ places, checkpoints }: Extract<CordonQuestion, { what: 'spots' }>): CordonAnswers['spots'] {
    const ground = this.#groundFor(checkpoints);
    return places.map((place) => {
      const node = nodeAt(ground, place);
      return node === undefined ? null : namedSpot(ground, node);
    });
  }

  /** Answers what nobody asked, so that the first who asks need not wait for the compiler. */
  #rehearse({ of, round, checkpoints, nowMs }: Extract<CordonQuestion, { what: 'rehearsal' }>): null {
    const ground = this.#groundFor(checkpoints);
    const ask = rehearsalAsk(ground, round, nowMs);
    const asked = ask && problemOf(ground, ask);
    if (!asked || typeof asked === 'string') return null;
    if (of === 'areas') {
      const atMs = REHEARSED_AREA_MINUTES.map((minutes) => nowMs + minutes * 60_000);
      answerAreas(ground, asked, atMs);
    } else {
      const later = problemOf(ground, rehearsalLater(ask, answerPlan(ground, asked, limitsOf('again'))));
      if (typeof later !== 'string') answerPlan(ground, later, limitsOf('again'));
    }
    return null;
  }

  /** The ground with these checkpoints; it is built anew only where one was moved, added or removed. */
  #groundFor(checkpoints: readonly AskCheckpoint[]): CordonGround {
    if (!this.#edges) throw new Error('the thread of the cordons has no city yet');
    const places = JSON.stringify(checkpoints.map(({ id, lng7, lat7 }) => [id, lng7, lat7]));
    if (!this.#ground || places !== this.#places) {
      this.#ground = cordonGround(this.#graphs, this.#edges, this.#surface, checkpoints);
      this.#places = places;
    }
    const now = new Map(checkpoints.map((one) => [one.id, one]));
    return {
      ...this.#ground,
      checkpoints: this.#ground.checkpoints.map((one) => ({ ...one, ...now.get(one.id) })),
    };
  }
}

function limitsOf(search: keyof typeof SEARCHES): SearchLimits {
  const { mostMs, leastCuts } = SEARCHES[search];
  const clock = () => performance.now();
  return { ...USUAL_LIMITS, time: { untilMs: clock() + mostMs, clock, leastCuts } };
}

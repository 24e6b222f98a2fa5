/** What became of each incident: priority, source, net, times and status, consistent at the moment `asOf`. */

import type { IncidentSource, IncidentStatus, IncidentType, Net } from '../../core/vocabulary.ts';
import { INCIDENT_SOURCES, INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../core/vocabulary.ts';
import type { CityIncidents } from './city.ts';
import type { Random } from './random.ts';
import { RHYTHMS } from './rhythms.ts';

const STATUS = Object.fromEntries(INCIDENT_STATUSES.map((s, i) => [s, i])) as Record<IncidentStatus, number>;
const SOURCE = Object.fromEntries(INCIDENT_SOURCES.map((s, i) => [s, i])) as Record<IncidentSource, number>;
const NET = Object.fromEntries(NETS.map((s, i) => [s, i])) as Record<Net, number>;

/** From here on nothing is left open. */
const SETTLED_SECONDS = 2 * 86_400;
/** Median seconds from the report to the verification by priority 1..4. */
const VERIFY_SECONDS = [32, 58, 95, 130];
/** Median seconds from assignment to arrival by priority 1..4, in the dense town. */
const TRAVEL_SECONDS = [250, 440, 760, 1500];

const PRIORITIES_OF = INCIDENT_TYPES.map((type) => {
  const odds = RHYTHMS.find((r) => r.type === type)?.priorities ?? [0, 0, 1, 0];
  return odds.map((_, i) => odds.slice(0, i + 1).reduce((a, b) => a + b, 0));
});

export function giveCourse(
  into: CityIncidents,
  i: number,
  random: Random,
  built: number,
  asOfSeconds: number,
): void {
  const type = INCIDENT_TYPES[into.type[i]!]!;
  const priority = drawPriority(into.type[i]!, random);
  const source = drawSource(type, random);
  into.priority[i] = priority;
  into.source[i] = SOURCE[source];
  into.net[i] = NET[drawNet(type, source, random)];
  const age = asOfSeconds - into.reportedAt[i]!;
  const verified = Math.round(spread(random, VERIFY_SECONDS[priority]!, 0.5));
  const assigned = verified + Math.round(spread(random, 30 + 60 * priority, 0.55));
  const countryside = built > 0.4 ? 1 : built > 0.1 ? 1.9 : 2.8;
  const travel = spread(random, TRAVEL_SECONDS[priority]! * countryside, 0.42);
  const arrived = assigned + Math.round(source === 'patrol' ? travel * 0.15 + 10 : travel);
  const resolved = arrived + Math.round(spread(random, 1500 + 250 * (3 - priority), 0.6));
  const ending = drawEnding(random);
  if (ending !== 'closed' && (age > SETTLED_SECONDS || age > assigned)) {
    into.verifiedAfter[i] = Math.min(verified, age);
    into.status[i] = STATUS[ending];
    return;
  }
  const settled = age > SETTLED_SECONDS;
  const reached = (seconds: number) => settled || seconds <= age;
  if (reached(verified)) into.verifiedAfter[i] = verified;
  if (reached(assigned)) into.assignedAfter[i] = assigned;
  if (reached(arrived)) into.arrivedAfter[i] = arrived;
  if (reached(resolved)) into.resolvedAfter[i] = resolved;
  into.status[i] = STATUS[statusAt(reached, { verified, assigned, arrived, resolved }, random, settled)];
}

interface Course {
  verified: number;
  assigned: number;
  arrived: number;
  resolved: number;
}

function statusAt(
  reached: (seconds: number) => boolean,
  course: Course,
  random: Random,
  settled: boolean,
): IncidentStatus {
  if (settled) return random.chance(0.95) ? 'closed' : 'resolved';
  if (reached(course.resolved)) return reached(course.resolved + 5400) ? 'closed' : 'resolved';
  if (reached(course.arrived)) return 'on_scene';
  if (reached(course.assigned + 30)) return 'en_route';
  if (reached(course.assigned)) return 'assigned';
  return reached(course.verified) ? 'verified' : 'reported';
}

/** Log-normal round a median. */
function spread(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * random.normal());
}

/** Index into PRIORITIES. */
function drawPriority(type: number, random: Random): number {
  const sums = PRIORITIES_OF[type]!;
  const target = random.next() * sums[3]!;
  return sums.findIndex((sum) => target < sum);
}

function drawSource(type: IncidentType, random: Random): IncidentSource {
  const dice = random.next();
  const seen = type === 'hazard' || type === 'damage' ? 0.3 : 0.095;
  if (dice < seen) return 'patrol';
  return dice > 0.97 ? 'device' : 'report';
}

const NET_ODDS: Record<IncidentType, readonly (readonly [net: Net, odds: number])[]> = {
  theft: [
    ['street', 0.6],
    ['institution', 0.25],
    ['community', 0.15],
  ],
  burglary: [
    ['community', 0.85],
    ['institution', 0.15],
  ],
  snatch: [['street', 1]],
  assault: [
    ['street', 0.8],
    ['institution', 0.2],
  ],
  fraud: [
    ['community', 0.8],
    ['institution', 0.2],
  ],
  dispute: [
    ['community', 0.85],
    ['institution', 0.15],
  ],
  collision: [
    ['street', 0.93],
    ['checkpoint', 0.07],
  ],
  noise: [
    ['community', 0.9],
    ['street', 0.1],
  ],
  fire: [
    ['community', 0.7],
    ['institution', 0.3],
  ],
  hazard: [
    ['community', 0.55],
    ['institution', 0.45],
  ],
  damage: [
    ['street', 0.6],
    ['community', 0.4],
  ],
  assistance: [
    ['community', 0.6],
    ['street', 0.4],
  ],
};

function drawNet(type: IncidentType, source: IncidentSource, random: Random): Net {
  if (source === 'device') return 'technology';
  if (source === 'patrol' && random.chance(0.6)) return 'street';
  let dice = random.next();
  for (const [net, odds] of NET_ODDS[type]) {
    dice -= odds;
    if (dice < 0) return net;
  }
  return 'community';
}

function drawEnding(random: Random): IncidentStatus {
  const dice = random.next();
  if (dice < 0.035) return 'duplicate';
  if (dice < 0.07) return 'false_alarm';
  return dice < 0.09 ? 'cancelled' : 'closed';
}

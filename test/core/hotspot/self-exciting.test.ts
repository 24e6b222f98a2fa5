import { describe, expect, it } from 'vitest';
import { makeDice } from '../../../core/basemap/dice.ts';
import { fitTrigger, type Trigger, type TriggerFit } from '../../../core/hotspot/self-exciting.ts';

const SIDE_METRES = 12_000;
const DAYS = 400;
const dice = makeDice(11);
const exponential = (mean: number) => -Math.log(1 - dice()) * mean;
const normal = () => Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());

function fitted(...order: Parameters<typeof fitTrigger>): TriggerFit {
  const rounds = fitTrigger(...order);
  for (;;) {
    const { done, value } = rounds.next();
    if (done) return value;
  }
}

/** Incidents at random, each bringing others as `trigger` says. */
function simulate(background: number, { theta, omegaPerDay, sigmaMetres }: Trigger) {
  const all = Array.from({ length: background }, () => ({
    day: dice() * DAYS,
    x: dice() * SIDE_METRES,
    y: dice() * SIDE_METRES,
  }));
  for (let i = 0; i < all.length; i++) {
    const { day, x, y } = all[i]!;
    for (let left = Math.exp(-theta), product = dice(); product > left; product *= dice())
      all.push({
        day: day + exponential(1 / omegaPerDay),
        x: x + sigmaMetres * normal(),
        y: y + sigmaMetres * normal(),
      });
  }
  const held = all.filter(({ day }) => day < DAYS).sort((a, b) => a.day - b.day);
  const column = (of: (one: (typeof held)[number]) => number) => Float64Array.from(held, of);
  return { day: column(({ day }) => day), x: column(({ x }) => x), y: column(({ y }) => y) };
}
type Scene = ReturnType<typeof simulate>;
const evenRate = ({ day }: Scene) =>
  new Float64Array(day.length).fill(day.length / (DAYS * SIDE_METRES ** 2));

/** The log likelihood that EM climbs, summed over every pair. */
function logLikelihood({ day, x, y }: Scene, rate: Float64Array, trigger: Trigger): number {
  const { theta, omegaPerDay: omega, sigmaMetres: sigma } = trigger;
  let sum = 0;
  for (let j = 0; j < day.length; j++) {
    let lambda = (1 - theta) * rate[j]!;
    for (let i = 0; i < j; i++) {
      const [days, metres2] = [day[j]! - day[i]!, (x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2];
      if (days > 0 && days <= 90 && metres2 <= 640_000)
        lambda +=
          (theta * omega * Math.exp(-omega * days - metres2 / (2 * sigma * sigma))) /
          (2 * Math.PI * sigma * sigma);
    }
    sum += Math.log(lambda);
  }
  return sum;
}

describe('the self-exciting model', () => {
  it('finds again what incidents were made with', () => {
    const scene = simulate(4000, { theta: 0.4, omegaPerDay: 0.2, sigmaMetres: 120 });
    const found = fitted(scene, scene.day.length, evenRate(scene));
    expect(found.theta).toBeGreaterThan(0.35);
    expect(found.theta).toBeLessThan(0.45);
    expect(found.omegaPerDay).toBeGreaterThan(0.17);
    expect(found.omegaPerDay).toBeLessThan(0.23);
    expect(found.sigmaMetres).toBeGreaterThan(110);
    expect(found.sigmaMetres).toBeLessThan(130);
    expect(fitted(scene, scene.day.length, evenRate(scene))).toEqual(found);
  });

  it('owes little to incidents that do not follow each other', () => {
    const scene = simulate(4000, { theta: 0, omegaPerDay: 1, sigmaMetres: 100 });
    expect(fitted(scene, scene.day.length, evenRate(scene)).theta).toBeLessThan(0.06);
  });

  it('becomes more likely with every round', () => {
    const scene = simulate(300, { theta: 0.5, omegaPerDay: 0.3, sigmaMetres: 150 });
    const rate = evenRate(scene);
    const climbed = [1, 2, 3, 5, 9, 20].map((rounds) =>
      logLikelihood(scene, rate, fitted(scene, scene.day.length, rate, rounds)),
    );
    climbed.slice(1).forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(climbed[i]! - 1e-9);
    });
  });

  it('counts as pairs only what is later, near and soon, of those that are known', () => {
    const day = Float64Array.of(0, 0, 1, 50, 95, 96);
    const x = Float64Array.of(0, 10, 790, 0, 0, 900);
    const y = new Float64Array(6);
    const near = (end: number) => fitted({ day, x, y }, end, new Float64Array(6).fill(1e-6)).pairs;
    const brute = (end: number) => {
      let pairs = 0;
      for (let j = 0; j < end; j++)
        for (let i = 0; i < j; i++) {
          const days = day[j]! - day[i]!;
          if (days > 0 && days <= 90 && Math.abs(x[j]! - x[i]!) <= 800) pairs++;
        }
      return pairs;
    };
    for (let end = 0; end <= 6; end++) expect(near(end)).toBe(brute(end));
  });

  it('of no incident, and of one, owes nothing', () => {
    const none = { day: new Float64Array(), x: new Float64Array(), y: new Float64Array() };
    expect(fitted(none, 0, new Float64Array()).theta).toBe(0);
    const one = { day: Float64Array.of(1), x: Float64Array.of(2), y: Float64Array.of(3) };
    expect(fitted(one, 1, Float64Array.of(1e-9)).theta).toBe(0);
  });
});

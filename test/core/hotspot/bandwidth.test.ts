import { describe, expect, it } from 'vitest';
import type { PlanePoints } from '../../../core/geometry/city-plane.ts';
import { bandwidthSteps } from '../../../core/hotspot/bandwidth.ts';
import { sigmaOf } from '../../../core/hotspot/kernel.ts';
import { finished } from './finished.ts';
import { clustered } from './plane.ts';

const likelihoodBandwidth = (points: PlanePoints) => finished(bandwidthSteps(points));

/** Σ log f₋ᵢ(xᵢ) over all pairs of points. */
function likelihood({ x, y }: PlanePoints, sigma: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    let density = 0;
    for (let j = 0; j < x.length; j++)
      if (j !== i) density += Math.exp(-((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2) / (2 * sigma * sigma));
    sum += Math.log(density / (2 * Math.PI * sigma * sigma * (x.length - 1)));
  }
  return sum;
}

/** The best σ of a fine series, by brute force. */
function bestSigma(points: PlanePoints): number {
  let [best, at] = [Number.NEGATIVE_INFINITY, 0];
  for (let sigma = 10; sigma < 4000; sigma *= 1.02) {
    const value = likelihood(points, sigma);
    if (value > best) [best, at] = [value, sigma];
  }
  return at;
}

const pointsOf = (...places: [number, number][]): PlanePoints => ({
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
});

describe('bandwidth', () => {
  it.each([1, 2, 3, 4])(
    'is where leaving one out foretells the points best, as by brute force (%i)',
    (seed) => {
      const points = clustered(250, 8000, seed);
      const { radiusMetres, verdict, sampled } = likelihoodBandwidth(points);
      const sigma = sigmaOf(radiusMetres!);
      const best = bestSigma(points);
      expect(verdict).toBe('found');
      expect(sampled).toBe(250);
      expect(Math.abs(sigma / best - 1)).toBeLessThan(0.04);
      expect(likelihood(points, best) - likelihood(points, sigma)).toBeLessThan(0.15);
    },
  );

  it('says of how many points it took the density when there are many, and does not depend on where they are', () => {
    const points = clustered(20_000, 20_000);
    const moved = { x: points.x.map((x) => x - 73_000), y: points.y.map((y) => y + 41_000) };
    const [one, other] = [likelihoodBandwidth(points), likelihoodBandwidth(moved)];
    expect(one).toMatchObject({ points: 20_000, verdict: 'found' });
    expect(one.sampled).toBeLessThan(5000);
    expect(Math.abs(one.radiusMetres! / other.radiusMetres! - 1)).toBeLessThan(0.03);
  });

  it('stays where it is when a few more points come, though lonely ones in the country weigh as much as a town', () => {
    const [town, country] = [clustered(15_000, 6000), clustered(30, 100_000, 2)];
    const joined = (from: number): PlanePoints => ({
      x: Float64Array.of(...town.x.subarray(from), ...country.x),
      y: Float64Array.of(...town.y.subarray(from), ...country.y),
    });
    const [fewer, more] = [50, 0].map((from) => likelihoodBandwidth(joined(from)).radiusMetres!);
    expect(Math.abs(more! / fewer! - 1)).toBeLessThan(0.05);
  });

  it('says why when points tell nothing about it', () => {
    expect(likelihoodBandwidth(pointsOf())).toEqual({
      verdict: 'too_few',
      radiusMetres: null,
      sampled: 0,
      points: 0,
    });
    expect(likelihoodBandwidth(pointsOf([3, 4]))).toMatchObject({ verdict: 'too_few', radiusMetres: null });
    const alike = pointsOf(...Array.from({ length: 50 }, (): [number, number] => [500, 900]));
    expect(likelihoodBandwidth(alike)).toMatchObject({ verdict: 'one_place', radiusMetres: null });
  });

  it('stays at its least, and says so, when all points share a few places', () => {
    const places = Array.from({ length: 200 }, (_, i): [number, number] => [(i % 8) * 700, (i % 8) * 300]);
    const { verdict, radiusMetres } = likelihoodBandwidth(pointsOf(...places));
    expect(verdict).toBe('shared_places');
    expect(radiusMetres).toBeLessThan(30);
  });

  it('takes two points as far apart as they are', () => {
    const { radiusMetres, verdict } = likelihoodBandwidth(pointsOf([0, 0], [400, 0]));
    expect(verdict).toBe('even');
    expect(radiusMetres).toBeGreaterThan(300);
  });

  it('holds out against a lone point far away', () => {
    const points = clustered(200, 4000);
    const far = { x: Float64Array.from([...points.x, 90_000]), y: Float64Array.from([...points.y, 90_000]) };
    const sigma = sigmaOf(likelihoodBandwidth(far).radiusMetres!);
    expect(likelihood(far, bestSigmaOf(far)) - likelihood(far, sigma)).toBeLessThan(0.5);
  });
});

function bestSigmaOf(points: PlanePoints): number {
  let [best, at] = [Number.NEGATIVE_INFINITY, 0];
  for (let sigma = 500; sigma < 10_000; sigma *= 1.02) {
    const value = likelihood(points, sigma);
    if (value > best) [best, at] = [value, sigma];
  }
  return at;
}

import { describe, expect, it } from 'vitest';
import type { Study } from '../../../../../../client/analysis/study.ts';
import { convexHull } from '../../../../../../client/workspaces/analyse/questions/new/found-groups.ts';
import type { NewFindings } from '../../../../../../client/workspaces/analyse/questions/new/new-findings.ts';
import {
  NEW_DEFAULTS,
  readNewSettings,
  recordedSettings,
  settingsOfRecord,
} from '../../../../../../client/workspaces/analyse/questions/new/new-settings.ts';
import {
  clusterBox,
  newShapes,
} from '../../../../../../client/workspaces/analyse/questions/new/new-shapes.ts';
import { NewWork } from '../../../../../../client/workspaces/analyse/questions/new/new-work.ts';
import { ScanParameters } from '../../../../../../core/contract/analysis.ts';
import { distanceMetres, localMetres } from '../../../../../../core/geometry/metres.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 7, 28);
const PLANE = localMetres(1_017_700_000, 366_200_000);
const SETTINGS = { ...NEW_DEFAULTS, replications: 99 };

type Incident = [x: number, y: number, time: number];

function studyOf(incidents: readonly Incident[], days = 60): Study {
  const sorted = incidents.toSorted((a, b) => a[2] - b[2]);
  return {
    plane: PLANE,
    x: Float64Array.from(sorted, ([x]) => x),
    y: Float64Array.from(sorted, ([, y]) => y),
    time: Float64Array.from(sorted, ([, , time]) => time),
    day: Uint16Array.from(sorted, ([, , time]) => Math.floor(time)),
    edges: Array.from({ length: days + 1 }, (_, i) => START_MS + i * DAY_MS),
    grid: new Uint32Array(sorted.length),
    gridCodes: ['630103001001001'],
    digest: 'd'.repeat(64),
  };
}

/** Everywhere and all the time the same, and a burst near (4000, 4000) in the last five days. */
function withBurst(): Study {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const even = Array.from({ length: 900 }, (): Incident => [9000 * random(), 9000 * random(), 60 * random()]);
  for (let i = 0; i < 14; i++) even.push([4000 + ((i * 31) % 120), 4000 + ((i * 47) % 120), 55 + i * 0.35]);
  return studyOf(even);
}

function look(work: NewWork): NewFindings {
  const { scan, knox } = work.replications;
  return work.findings(work.scan(0, scan), work.knox(0, knox));
}

describe('the work of the question', () => {
  it('finds a burst: where, when, how many, and that chance does not make it', () => {
    const study = withBurst();
    const { scan, repeats, groups, days, incidents, digests } = look(new NewWork(study, SETTINGS));
    expect([days, incidents]).toEqual([60, 914]);
    if (scan === 'tooWide' || 'tooMany' in repeats || 'tooMany' in groups)
      throw new Error('too much for so little');
    const [best] = scan.clusters;
    expect(best?.p).toBe(0.01);
    expect(digests.input).toBe(study.digest);
    expect(digests.result).toMatch(/^[0-9a-f]{64}$/);
    expect(best?.gridCode).toBe('630103001001001');
    const [lng, lat] = best?.centre ?? [0, 0];
    const x = (lng * 1e7 - PLANE.originLng7) * PLANE.metresPerLng7;
    const y = (lat * 1e7 - PLANE.originLat7) * PLANE.metresPerLat7;
    expect(Math.hypot(x - 4060, y - 4060)).toBeLessThan(100 + (best?.radiusMetres ?? 0));
    expect(best?.toMs).toBe(START_MS + 60 * DAY_MS);
    expect(best?.fromMs).toBeGreaterThanOrEqual(START_MS + 54 * DAY_MS);
    expect(best?.observed).toBeGreaterThanOrEqual(14);
    expect(repeats.table.p[0]).toBe(0.01);
    expect(groups.list.some((group) => group.incidents >= 14)).toBe(true);
    expect(groups.noise + groups.list.reduce((sum, group) => sum + group.incidents, 0)).toBe(914);
  });

  it('has the same result whoever makes which replications', () => {
    const study = withBurst();
    const [one, other] = [new NewWork(study, SETTINGS), new NewWork(study, SETTINGS)];
    const join = (parts: Float64Array[]) => Float64Array.from(parts.flatMap((part) => [...part]));
    const late = other.scan(40, 99);
    const shared = one.findings(
      join([one.scan(0, 40), late]),
      join([other.knox(0, 7), one.knox(7, 60), other.knox(60, 99)]),
    );
    expect(shared).toEqual(look(new NewWork(study, SETTINGS)));
  });

  it('holds no incident, one, all at one point, all in one day, and a single day', () => {
    const studies = [
      studyOf([]),
      studyOf([[5, 5, 3]]),
      studyOf(Array.from({ length: 30 }, (_, i): Incident => [7, 7, (i * 7) % 60])),
      studyOf(Array.from({ length: 30 }, (_, i): Incident => [i * 40, 7, 12])),
      studyOf(
        Array.from({ length: 30 }, (_, i): Incident => [i * 40, 7, 0.02 * i]),
        1,
      ),
    ];
    for (const study of studies) {
      const { scan, incidents } = look(new NewWork(study, SETTINGS));
      expect(incidents).toBe(study.x.length);
      expect(scan).toMatchObject({ clusters: [] });
    }
  });
});

describe('the picture', () => {
  it('has a circle of the right size for each cluster, and fills the selected one', () => {
    const findings = look(new NewWork(withBurst(), SETTINGS));
    const { features } = newShapes(findings, 250, { selected: 0, showsMild: false }, 'dark');
    const top = features.at(-1);
    if (top?.geometry.type !== 'Polygon' || findings.scan === 'tooWide') throw new Error('no circle');
    const [centre, radius] = [
      findings.scan.clusters[0]?.centre,
      findings.scan.clusters[0]?.radiusMetres ?? 0,
    ];
    const [lng = 0, lat = 0] = centre ?? [];
    for (const [east = 0, north = 0] of top.geometry.coordinates[0] ?? [])
      expect(distanceMetres(lng * 1e7, lat * 1e7, east * 1e7, north * 1e7)).toBeCloseTo(
        Math.max(radius, 125),
        0,
      );
    expect(top.properties).toMatchObject({ width: 4, opacity: 0.35 });
    const box = findings.scan.clusters[0] && clusterBox(findings.scan.clusters[0], 250);
    expect(box?.[0]).toBeLessThan(lng);
    expect(box?.[3]).toBeGreaterThan(lat);
  });

  it('has outlines that hold every point', () => {
    expect(
      convexHull([
        [0, 0],
        [2, 0],
        [1, 1],
        [2, 2],
        [0, 2],
        [1, 0],
      ]),
    ).toEqual([
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ]);
    expect(convexHull([[1, 1]])).toEqual([[1, 1]]);
  });
});

it('gives a saved result its settings back', () => {
  const settings = { ...NEW_DEFAULTS, current: 0, days: 365, least: 8 };
  expect(settingsOfRecord(recordedSettings(settings))).toEqual(settings);
  expect(ScanParameters.parse(recordedSettings(settings))).toEqual(recordedSettings(settings));
});

it('reads settings from the address, and takes nothing else', () => {
  expect(readNewSettings({})).toEqual(NEW_DEFAULTS);
  expect(readNewSettings({ 'new.days': '180', 'new.radius': '12', 'new.current': 'x' })).toEqual({
    ...NEW_DEFAULTS,
    days: 180,
  });
});

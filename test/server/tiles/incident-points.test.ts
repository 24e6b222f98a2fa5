import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../../core/vocabulary.ts';
import { ChunkVersions } from '../../../server/columns/chunk-versions.ts';
import { columnsOfRows } from '../../../server/columns/memory-columns.ts';
import { BUFFER } from '../../../server/tiles/clip.ts';
import { writeIncidentLayer } from '../../../server/tiles/incident-layer.ts';
import { IncidentPoints } from '../../../server/tiles/incident-points.ts';
import { type IncidentRecord, wordsOf } from '../../../server/tiles/incident-record.ts';
import { exactX, exactY, type TileFrame, tileBbox, tileFrame } from '../../../server/tiles/mercator.ts';
import { MvtLayer } from '../../../server/tiles/mvt-writer.ts';
import { Pbf } from '../../../server/tiles/pbf.ts';

const GRIDS = ['630102001001001', '630102001001002', '630103001001001'];
const uuid = (index: number): string => `0193f000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;

/** An incident of a small place, so that boxes, times and ids often meet. */
const record = fc
  .record({
    index: fc.nat(40),
    reportedMs: fc.integer({ min: -3, max: 8 }).map((n) => 1_760_000_000_000 + n * 250),
    lng7: fc.integer({ min: -60, max: 60 }).map((n) => 1_017_000_000 + n * 20_000),
    lat7: fc.integer({ min: -60, max: 60 }).map((n) => 364_500_000 + n * 20_000),
    priority: fc.integer({ min: 1, max: 4 }),
    type: fc.nat(INCIDENT_TYPES.length - 1),
    status: fc.nat(INCIDENT_STATUSES.length - 1),
    net: fc.nat(NETS.length - 1),
    source: fc.nat(2),
    areaCode: fc.constantFrom(...GRIDS),
    number: fc.constantFrom('261101-0001', '甲-7', '', 'x'.repeat(32)),
    batchId: fc.constantFrom(undefined, uuid(1000), uuid(1001)),
  })
  .map(({ index, ...rest }): IncidentRecord => ({ id: wordsOf(uuid(index)), ...rest }));

type Step =
  | { do: 'put'; record: IncidentRecord }
  | { do: 'remove'; id: IncidentRecord['id'] }
  | { do: 'import'; batchId: string; records: IncidentRecord[] }
  | { do: 'settle' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: record.map((it): Step => ({ do: 'put', record: it })) },
  { weight: 2, arbitrary: fc.nat(40).map((n): Step => ({ do: 'remove', id: wordsOf(uuid(n)) })) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        batchId: fc.constantFrom(uuid(1000), uuid(1001)),
        records: fc.array(record, { maxLength: 30 }),
      })
      .map(
        ({ batchId, records }): Step => ({
          do: 'import',
          batchId,
          records: records.map((it) => ({ ...it, batchId })),
        }),
      ),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'settle' }) },
);

const keyOf = (id: IncidentRecord['id']): string =>
  id.map((word) => word.toString(16).padStart(8, '0')).join('');

/** What the points are to hold, in the plainest way. */
function apply(held: Map<string, IncidentRecord>, step: Step): void {
  if (step.do === 'put') {
    const { batchId } = held.get(keyOf(step.record.id)) ?? step.record;
    const { number, source } = held.get(keyOf(step.record.id)) ?? step.record;
    held.set(keyOf(step.record.id), { ...step.record, batchId, number, source });
  }
  if (step.do === 'remove') held.delete(keyOf(step.id));
  if (step.do !== 'import') return;
  for (const [key, { batchId }] of held) if (batchId === step.batchId) held.delete(key);
  for (const it of step.records) held.set(keyOf(it.id), it);
}

function applyTo(points: IncidentPoints, held: Map<string, IncidentRecord>, step: Step): void {
  if (step.do === 'put') {
    // Number and source of an incident never change.
    const { number, source } = held.get(keyOf(step.record.id)) ?? step.record;
    points.put({ ...step.record, number, source });
  }
  if (step.do === 'remove') points.remove(step.id);
  if (step.do === 'import') {
    points.removeBatch(step.batchId);
    points.load(step.records);
    points.settle();
  }
  if (step.do === 'settle') points.settle();
}

function expected(held: Iterable<IncidentRecord>, frame: TileFrame, prefix: string): IncidentRecord[] {
  const [west, south, east, north] = tileBbox(frame, BUFFER).map((degrees) => degrees * 1e7) as [
    number,
    number,
    number,
    number,
  ];
  return [...held]
    .filter(({ lng7, lat7 }) => lng7 >= west && lng7 <= east && lat7 >= south && lat7 <= north)
    .filter(({ areaCode }) => areaCode.startsWith(prefix))
    .sort((a, b) => b.reportedMs - a.reportedMs || (keyOf(b.id) < keyOf(a.id) ? -1 : 1));
}

/** As every other noun is written. */
function plainTile(records: readonly IncidentRecord[], frame: TileFrame): Uint8Array {
  const layer = new MvtLayer('incidents');
  for (const it of records) {
    layer.begin();
    layer.moveTo(1);
    layer.vertex(
      Math.round((exactX(it.lng7 / 1e7) - frame.originX) / frame.scale),
      Math.round((exactY(it.lat7 / 1e7) - frame.originY) / frame.scale),
    );
    const id = keyOf(it.id).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
    layer.end(
      'point',
      ['id', 'number', 'type', 'priority', 'status', 'net', 'areaCode', 'reportedAt'],
      [
        id,
        it.number,
        INCIDENT_TYPES[it.type] ?? null,
        it.priority,
        INCIDENT_STATUSES[it.status] ?? null,
        NETS[it.net] ?? null,
        it.areaCode,
        Math.round(it.reportedMs / 1000),
      ],
    );
  }
  const pbf = new Pbf();
  layer.writeTo(pbf);
  return pbf.done();
}

function featuresOf(bytes: Uint8Array) {
  const layer = new VectorTile(new PbfReader(bytes)).layers.incidents;
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => {
    const feature = layer!.feature(i);
    return { ...feature.properties, at: feature.loadGeometry()[0]![0], type: feature.type };
  });
}

/** Tiles round the place: one that holds all of it, small ones, one far off. */
const FRAMES = [
  tileFrame(8, 200, 100),
  tileFrame(13, 6410, 3204),
  tileFrame(14, 12820, 6408),
  tileFrame(14, 0, 0),
  tileFrame(0, 0, 0),
];

describe('incidents in memory', () => {
  it('show in each tile what is there, newest first, whatever came, moved and went', () => {
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 60 }),
        fc.array(step, { maxLength: 40 }),
        fc.constantFrom('', '6301', '630102', GRIDS[0]!),
        fc.constantFrom(3, 20, 2000),
        (first, steps, prefix, limit) => {
          const points = new IncidentPoints();
          const held = new Map<string, IncidentRecord>();
          points.load(first);
          points.settle();
          for (const it of first) held.set(keyOf(it.id), it);
          for (const next of steps) {
            applyTo(points, held, next);
            apply(held, next);
          }
          for (const frame of FRAMES) {
            const tile = new Pbf();
            writeIncidentLayer(tile, points.rows, points.inTile(frame, prefix, limit), frame);
            const wanted = expected(held.values(), frame, prefix).slice(0, limit);
            expect(featuresOf(tile.done())).toEqual(featuresOf(plainTile(wanted, frame)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('have one version for what a stretch of time holds, whichever way it came to it', () => {
    const STRETCHES = [
      [1_759_999_999_000, 1_760_000_001_000],
      [1_760_000_001_000, 1_760_000_003_000],
      [0, 1_800_000_000_000],
    ] as const;
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 40 }),
        fc.array(step, { maxLength: 30 }),
        fc.constantFrom('630100', '630102'),
        (first, steps, scope) => {
          const [points, versions] = [new IncidentPoints(), new ChunkVersions()];
          const held = new Map<string, IncidentRecord>();
          points.load(first);
          points.settle();
          for (const it of first) held.set(keyOf(it.id), it);
          for (const next of steps) {
            applyTo(points, held, next);
            apply(held, next);
            const fresh = new IncidentPoints();
            fresh.load(held.values());
            fresh.settle();
            for (const [from, to] of STRETCHES) {
              const { count, version } = versions.state(points, scope, from, to);
              expect(new ChunkVersions().state(fresh, scope, from, to)).toMatchObject({ count, version });
              const prefix = scope === '630100' ? '6301' : scope;
              const wanted = [...held.values()]
                .filter((it) => it.reportedMs >= from && it.reportedMs < to && it.areaCode.startsWith(prefix))
                .sort((a, b) => a.reportedMs - b.reportedMs || (keyOf(a.id) < keyOf(b.id) ? -1 : 1));
              const columns = columnsOfRows(points, points.between(from, to, prefix));
              expect([...columns.lng7]).toEqual(wanted.map(({ lng7 }) => lng7));
              expect([...columns.status]).toEqual(wanted.map(({ status }) => status));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('have another version after any change that the columns tell of', () => {
    const [one] = fc.sample(record, { numRuns: 1, seed: 5 }) as [IncidentRecord];
    const plain = { ...one, type: 1, priority: 2, status: 3, net: 1, source: 1, areaCode: GRIDS[0]! };
    const versionOf = (patch: Partial<IncidentRecord>): string => {
      const points = new IncidentPoints();
      points.load([{ ...plain, ...patch }]);
      points.settle();
      return new ChunkVersions().state(points, '630100', 0, 2_000_000_000_000).version;
    };
    const patches: Partial<IncidentRecord>[] = [
      {},
      { type: 2 },
      { priority: 3 },
      { status: 4 },
      { net: 2 },
      { source: 0 },
      { areaCode: GRIDS[1]! },
      { lng7: plain.lng7 + 1 },
      { lat7: plain.lat7 + 1 },
      { reportedMs: plain.reportedMs + 1000 },
    ];
    expect(new Set(patches.map(versionOf)).size).toBe(patches.length);
    expect(versionOf({ number: 'another' })).toBe(versionOf({}));
  });

  it('find the newest of many as well as those of a corner', () => {
    const points = new IncidentPoints();
    const many = Array.from(
      { length: 12_000 },
      (_, i): IncidentRecord => ({
        ...fc.sample(record, { numRuns: 1, seed: i })[0]!,
        id: wordsOf(uuid(i)),
        reportedMs: 1_760_000_000_000 + ((i * 7919) % 12_000) * 1000,
        batchId: undefined,
      }),
    );
    points.load(many.slice(0, 7000));
    points.settle();
    for (const it of many.slice(7000)) points.put(it);
    for (const frame of FRAMES)
      for (const limit of [10, 2000]) {
        const tile = new Pbf();
        writeIncidentLayer(tile, points.rows, points.inTile(frame, '6301', limit), frame);
        const wanted = expected(many, frame, '6301').slice(0, limit);
        expect(featuresOf(tile.done())).toEqual(featuresOf(plainTile(wanted, frame)));
      }
  });

  it('change the state of a tile with every change in it', () => {
    const points = new IncidentPoints();
    const [one, other] = fc.sample(record, { numRuns: 2, seed: 3 }) as [IncidentRecord, IncidentRecord];
    const frame = FRAMES[0]!;
    const states = new Set([points.touches.stateAt(frame)]);
    points.put(one);
    states.add(points.touches.stateAt(frame));
    points.put({ ...one, status: (one.status + 1) % INCIDENT_STATUSES.length });
    states.add(points.touches.stateAt(frame));
    points.put({ ...one, lng7: 0, lat7: 0 });
    states.add(points.touches.stateAt(frame));
    points.put({ ...other, id: wordsOf(uuid(99)) });
    states.add(points.touches.stateAt(frame));
    points.remove(wordsOf(uuid(99)));
    states.add(points.touches.stateAt(frame));
    expect(states.size).toBe(6);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImportBatchDetail } from '../../../core/contract/import.ts';
import type { RepairFeature } from '../../../core/contract/repair.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, readAnswer, type Send } from '../api.ts';
import { collection, type square, squares, tempFiles } from './files.ts';
import { SCOPE, Trial } from './trial.ts';

const file = tempFiles();
type Position = [number, number];

/** A feature whose ring is changed: corner `at` becomes these. */
function bent(feature: ReturnType<typeof square>, at: number, ...corners: Position[]) {
  const open = (feature.geometry.coordinates[0] as Position[]).slice(0, -1).toSpliced(at, 1, ...corners);
  return { ...feature, geometry: { type: 'Polygon', coordinates: [[...open, open[0] as Position]] } };
}

/**
 * 4 x 3 squares of about 900 m x 1,100 m: G2 runs 90 m into G3 in its north-east, G5 leaves 9 m to G6 in the south-east, G1 has a corner half
 * a metre off, G7 is there twice, and G12 has a needle of no width.
 */
function dirty() {
  const made = squares(4, 3);
  const [g1, g2, g5, g7, g12] = [0, 1, 4, 6, 11].map((i) => made[i] as ReturnType<typeof square>);
  return [
    ...made
      .with(0, bent(g1!, 2, [101.710005, 36.61]))
      .with(1, bent(g2!, 2, [101.721, 36.61]))
      .with(4, bent(g5!, 1, [101.70996, 36.61]))
      .with(11, bent(g12!, 2, [101.74, 36.63], [101.745, 36.63], [101.74, 36.63])),
    { ...g7!, properties: { ...g7!.properties, name: 'G7 again' } },
  ];
}

withDatabases('schema', (database) => {
  const trial = new Trial(database);
  let api: Api;
  let planner: Send;
  beforeAll(async () => {
    api = makeApi(database());
    api.setClock(Date.now());
    planner = await api.as('planner', SCOPE);
  });
  afterAll(() => api.close());

  async function settled(id: string): Promise<ImportBatchDetail> {
    return await vi.waitUntil(
      async () => {
        const { body } = await planner('GET', `/api/imports/${id}`);
        return body.status !== 'checking' && body.status !== 'importing' && body;
      },
      { timeout: 20_000, interval: 20 },
    );
  }
  async function uploaded(features: readonly unknown[], fields: Record<string, string> = {}) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ as: 'grids', ...fields })) form.set(name, value);
    form.set('file', new File([collection(features)], 'grids.geojson'));
    const headers = await api.bearer('planner', SCOPE);
    const answer = await readAnswer(
      await api.app.request('/api/imports', { method: 'POST', body: form, headers }),
    );
    return await settled(answer.body.id);
  }
  const repairsOf = async (id: string): Promise<RepairFeature[]> =>
    (await planner('GET', `/api/imports/${id}/repairs`)).body.features;

  it('are none for a clean file', async () => {
    const batch = await uploaded(squares(4, 3));
    expect(batch.report.repairs).toBeUndefined();
    expect(batch.report.warnings.filter(({ blocking }) => blocking)).toEqual([]);
    expect(await repairsOf(batch.id)).toEqual([]);
    await planner('DELETE', `/api/imports/${batch.id}`);
  });

  it('of a dirty file are told place by place before anything is written', async () => {
    const batch = await uploaded(dirty());
    expect(batch).toMatchObject({ status: 'checked', report: { error: null } });
    expect(batch.report.repairs).toMatchObject({ snapMetres: 1, chosen: 0, emptied: [13], ignored: [] });
    expect(batch.report.warnings.filter(({ blocking }) => blocking).map(({ code }) => code)).toEqual([
      'repaired',
      'left_out',
    ]);
    const { body } = await planner('GET', `/api/imports/${batch.id}/repairs`);
    const features: RepairFeature[] = body.features;
    expect(features.map(({ properties: { kind, claimedBy, owner } }) => [kind, claimedBy, owner])).toEqual([
      ['duplicate', [7, 13], 7],
      ['overlap', [2, 3], 2],
      ['sliver', [], 6],
      ['spike', [12], null],
    ]);
    expect(features[1]!.properties.areaM2).toBeGreaterThan(45_000);
    expect(features[1]!.properties.areaM2).toBeLessThan(55_000);
    expect(body.names).toMatchObject({ 7: 'G7', 13: 'G7 again' });
    const moved = batch.report.repairs?.snapped.find(({ row }) => row === 1);
    expect(moved?.metres).toBeGreaterThan(0.3);
    expect(moved?.metres).toBeLessThan(0.6);
    const there = await planner('GET', `/api/imports/${batch.id}/repairs/${features[1]!.id}`);
    expect(there.body.features).toMatchObject([
      { id: '2', properties: { name: 'G2' } },
      {
        id: '3',
        geometry: {
          coordinates: [[(squares(4, 3)[2] as ReturnType<typeof square>).geometry.coordinates[0]]],
        },
      },
    ]);
    expect((await planner('GET', `/api/imports/${batch.id}/repairs/nowhere`)).status).toBe(404);
    const first = (await planner('GET', `/api/imports/${batch.id}/repairs?limit=3`)).body;
    const second = (
      await planner('GET', `/api/imports/${batch.id}/repairs?limit=3&cursor=${first.nextCursor}`)
    ).body;
    expect([...first.features, ...second.features]).toEqual(features);
    expect(second.nextCursor).toBeNull();
    expect((await planner('POST', `/api/imports/${batch.id}/apply`)).body.reason).toBe(
      'import_not_confirmed',
    );
    expect(await trial.count('grid')).toBe(0);
    await planner('DELETE', `/api/imports/${batch.id}`);
  });

  it('can be chosen otherwise, are checked again, written and proven', async () => {
    const batch = await uploaded(dirty(), { cityName: '试城' });
    const [, overlap] = await repairsOf(batch.id);
    const choices = [
      { id: overlap!.id, owner: 3 },
      { id: 'nothing', owner: null },
    ];
    const answer = await planner('POST', `/api/imports/${batch.id}/repairs`, { choices });
    expect(answer.status).toBe(202);
    const checked = await settled(batch.id);
    expect(checked.report.repairs).toMatchObject({ chosen: 1, ignored: ['nothing'] });
    expect((await repairsOf(batch.id))[1]!.properties).toMatchObject({ owner: 3, proposed: 2 });
    expect((await planner('POST', `/api/imports/${batch.id}/apply?confirm=true`)).status).toBe(202);
    const done = await settled(batch.id);
    expect(done).toMatchObject({ status: 'done', report: { written: { grid: 12 } } });
    expect(done.report.warnings.map(({ code }) => code)).toContain('repaired');
    const [proof] = await database().query<object>(sql`
      SELECT ST_Equals(ST_Union(g.geom), (SELECT geom FROM area WHERE level = 'city')) AS exact, bool_and(ST_IsValid(g.geom)) AS valid,
        abs(sum(ST_Area(g.geom)) - (SELECT ST_Area(geom) FROM area WHERE level = 'city')) < 1e-12 AS "addsUp",
        (SELECT ST_XMax(geom) FROM grid WHERE name_en = 'Grid G2') AS east
      FROM grid g`);
    expect(proof).toEqual({ exact: true, valid: true, addsUp: true, east: 101.72 });
    expect(await trial.count('plan', "status = 'in_force' AND length(proof_hash) = 64")).toBe(1);
    await trial.undo(batch.id);
    expect(await trial.count('grid')).toBe(0);
  });

  describe('are refused', () => {
    it('when the file is not held, or the batch not checked any more', async () => {
      const batch = await uploaded(dirty());
      await planner('DELETE', `/api/imports/${batch.id}`);
      const answer = await planner('GET', `/api/imports/${batch.id}/repairs`);
      expect([answer.status, answer.body.reason]).toEqual([409, 'import_not_checked']);
      const elsewhere = await trial.checked(file('dirty.geojson', collection(dirty())), { as: 'grids' });
      const gone = await planner('POST', `/api/imports/${elsewhere.id}/repairs`, { choices: [] });
      expect([gone.status, gone.body.reason]).toEqual([409, 'import_file_gone']);
    });

    it('in a wrong form, or to those who may not import', async () => {
      const batch = await uploaded(dirty());
      for (const body of [{}, { choices: [{ id: 'x' }] }, { choices: [{ id: 'x', owner: 'y' }] }])
        expect((await planner('POST', `/api/imports/${batch.id}/repairs`, body)).status).toBe(400);
      const other = await api.as('planner', '990101');
      expect((await other('GET', `/api/imports/${batch.id}/repairs`)).status).toBe(404);
      const viewer = await api.as('viewer', SCOPE);
      expect((await viewer('GET', `/api/imports/${batch.id}/repairs`)).status).toBe(403);
      await planner('DELETE', `/api/imports/${batch.id}`);
    });

    it('when the snap distance makes no sense', async () => {
      const form = new FormData();
      form.set('as', 'grids');
      form.set('snapMetres', '900');
      form.set('file', new File([collection(squares(1, 1))], 'grids.geojson'));
      const headers = await api.bearer('planner', SCOPE);
      const answer = await readAnswer(
        await api.app.request('/api/imports', { method: 'POST', body: form, headers }),
      );
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    });
  });

  it('draw together what a wider snap distance reaches', async () => {
    const batch = await uploaded(dirty(), { snapMetres: '6' });
    const kinds = (await repairsOf(batch.id)).map(({ properties: { kind } }) => kind);
    expect(kinds).not.toContain('sliver');
    await planner('DELETE', `/api/imports/${batch.id}`);
  });

  it('of a file with thousands of points are found aside', async () => {
    const step = 0.0005;
    const fine = squares(12, 12).map((feature, i) => {
      const ring = feature.geometry.coordinates[0] as Position[];
      const dense = ring.slice(0, -1).flatMap(([lng, lat], k) => {
        const [toLng, toLat] = ring[k + 1] as Position;
        return Array.from({ length: 10 }, (_, j): Position => {
          const share = (j + ((i * 7) % 3) * 0.2) / 10;
          return [lng + share * (toLng - lng), lat + share * (toLat - lat) + ((i + j) % 5) * step * 1e-3];
        });
      });
      return { ...feature, geometry: { type: 'Polygon', coordinates: [[...dense, dense[0] as Position]] } };
    });
    const batch = await uploaded(fine);
    expect(batch).toMatchObject({ status: 'checked', report: { error: null, accepted: 144 } });
    expect(batch.report.repairs?.snappedAreas).toBeGreaterThan(100);
    await planner('DELETE', `/api/imports/${batch.id}`);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImportBatchDetail } from '../../../core/contract/import.ts';
import { nearestNode } from '../../../core/network/road-graph.ts';
import { route } from '../../../core/network/route.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type OsmFile, osmPbf, osmXml } from '../../support/osm-file.ts';
import { type Api, makeApi, readAnswer, type Send } from '../api.ts';
import { eastNorth } from '../small-roads.ts';
import { collection, tempFiles } from './files.ts';
import { SCOPE, Trial } from './trial.ts';

const file = tempFiles();
const ORIGIN = [101.71, 36.61] as const;

/** Places by letter, in metres east and north. */
const PLACES = {
  A: [0, 0],
  B: [500, 0],
  C: [1000, 0],
  D: [500, 500],
  E: [1000, 500],
  /** Far outside the city. */
  F: [90_000, 0],
  G: [91_000, 0],
} as const;
type Place = keyof typeof PLACES;
const LETTERS = Object.keys(PLACES) as Place[];
const id = (place: Place) => LETTERS.indexOf(place) + 1;

function units(place: Place): [lng7: number, lat7: number] {
  const [east, north] = PLACES[place];
  const [lng, lat] = eastNorth(ORIGIN, east, north);
  return [Math.round(lng * 1e7), Math.round(lat * 1e7)];
}

const refs = (text: string) => [...text].map((letter) => id(letter as Place));
const turn = (from: number, via: Place, to: number) => [
  { type: 'way' as const, ref: from, role: 'from' },
  { type: 'node' as const, ref: id(via), role: 'via' },
  { type: 'way' as const, ref: to, role: 'to' },
];

/** A street from A over B to C, from B a one-way street north to D that is not to be turned into from A, and a way round over E. */
const TOWN: OsmFile = {
  nodes: LETTERS.map((place) => ({ id: id(place), lng7: units(place)[0], lat7: units(place)[1] })),
  ways: [
    { id: 10, refs: refs('AB'), tags: { highway: 'primary', name: '甲' } },
    { id: 11, refs: refs('BC'), tags: { highway: 'primary', name: '乙' } },
    { id: 12, refs: refs('BD'), tags: { highway: 'primary', name: '丙', oneway: 'yes' } },
    { id: 13, refs: refs('DEC'), tags: { highway: 'primary', name: '丁' } },
    { id: 14, refs: refs('AD'), tags: { highway: 'footway', name: '戊' } },
    { id: 15, refs: refs('FG'), tags: { highway: 'primary', name: '己' } },
    { id: 16, refs: refs('CF'), tags: { highway: 'construction' } },
  ],
  relations: [
    { id: 20, members: turn(10, 'B', 12), tags: { type: 'restriction', restriction: 'no_left_turn' } },
    { id: 21, members: turn(15, 'G', 15), tags: { type: 'restriction', restriction: 'no_u_turn' } },
    { id: 22, members: [], tags: { type: 'restriction', 'restriction:conditional': 'no_u_turn @ (Mo)' } },
  ],
};

withDatabases('schema', (database) => {
  let api: Api;
  let admin: Send;
  beforeAll(async () => {
    await new Trial(database).makeCity(file);
    api = makeApi(database());
    api.setClock(Date.now());
    admin = await api.as('admin', SCOPE);
  });
  afterAll(() => api.close());

  async function uploaded(
    content: string | Buffer,
    fields: Record<string, string> = {},
  ): Promise<ImportBatchDetail> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ as: 'roads', ...fields })) form.set(name, value);
    form.set('file', new File([content as BlobPart], 'town.osm'));
    const headers = await api.bearer('admin', SCOPE);
    const { status, body } = await readAnswer(
      await api.app.request('/api/imports', { method: 'POST', body: form, headers }),
    );
    expect(status, JSON.stringify(body)).toBe(202);
    return await settled(body.id);
  }
  async function settled(batch: string): Promise<ImportBatchDetail> {
    return await vi.waitUntil(
      async () => {
        const { body } = await admin('GET', `/api/imports/${batch}`);
        return body.status !== 'checking' && body.status !== 'importing' && body;
      },
      { timeout: 20_000, interval: 20 },
    );
  }
  /** Names of the roads of the quickest way, as the running server knows it. */
  async function way(from: Place, to: Place, vehicle: UnitVehicle = 'car'): Promise<string> {
    const graph = (await api.deps.roads.current()).graph(vehicle, Date.now());
    const nodes = [from, to].map((place) => nearestNode(graph, ...units(place)));
    if (nodes[0] === undefined || nodes[1] === undefined) return 'no roads';
    const found = route(graph, { node: nodes[0] }, { node: nodes[1] });
    return (
      found?.stretches.map(({ link }) => graph.roads[graph.linkRoad[link]!]!.nameZh).join('') ?? 'no way'
    );
  }

  it.each([
    ['XML', osmXml(TOWN)],
    ['PBF', osmPbf(TOWN)],
  ])(
    'a road network of %s comes in with its one-way streets and turns, and goes again',
    async (_, content) => {
      expect(await way('A', 'D')).toBe('no roads');
      const checked = await uploaded(content);
      expect(checked).toMatchObject({ status: 'checked', rowsRead: 6, rowsRefused: 1, crs: 'EPSG:4326' });
      expect(checked.report).toMatchObject({
        refusedBy: { outside_city: 1 },
        network: {
          ways: 6,
          roads: 6,
          turns: 2,
          blockedTurns: 0,
          losses: { way_not_driven: 1, turn_conditional: 1 },
        },
      });
      expect(checked.report.columns.find(({ column }) => column === 'vehicles')?.field).toBe('vehicles');
      expect(await way('A', 'D')).toBe('no roads');

      expect((await admin('POST', `/api/imports/${checked.id}/apply`)).status).toBe(202);
      const done = await settled(checked.id);
      expect(done).toMatchObject({ status: 'done', report: { written: { road: 5, turn_restriction: 1 } } });
      expect(done.report.network?.losses.turn_outside).toBe(1);
      expect(await way('A', 'D')).toBe('甲乙丁');
      expect(await way('A', 'D', 'foot')).toBe('戊');
      expect(await way('C', 'D')).toBe('丁');
      expect(await way('D', 'B')).toBe('丁乙');
      expect(await way('B', 'D')).toBe('丙');

      expect((await admin('DELETE', `/api/imports/${checked.id}`)).body).toMatchObject({ status: 'undone' });
      expect(await way('A', 'D')).toBe('no roads');
      const trial = new Trial(database);
      expect([
        await trial.count('road'),
        await trial.count('road_node'),
        await trial.count('turn_restriction'),
      ]).toEqual([0, 0, 0]);
    },
  );

  it('comes in beside roads that are there, joined where ends lie at the same place', async () => {
    const lane = {
      type: 'Feature',
      properties: { name: '庚', class: 'primary', oneWay: '-1', vehicles: 'car; bicycle' },
      geometry: { type: 'LineString', coordinates: [units('D').map((one) => one / 1e7), [101.72, 36.62]] },
    };
    const lanes = await uploaded(collection([lane]), { dryRun: 'false' });
    expect(lanes.status).toBe('done');
    const town = await uploaded(osmPbf(TOWN), { dryRun: 'false' });
    expect(town.status).toBe('done');
    const graph = (await api.deps.roads.current()).graph('car', Date.now());
    const end = nearestNode(graph, 1_017_200_000, 366_200_000)!;
    const to = nearestNode(graph, ...units('C'))!;
    // "-1": its traffic runs against its line.
    expect(route(graph, { node: to }, { node: end })).toBeUndefined();
    expect(route(graph, { node: end }, { node: to })?.stretches).toHaveLength(2);
    expect(graph.roads.find(({ nameZh }) => nameZh === '庚')?.vehicles).toEqual(['bicycle', 'car']);
    await admin('DELETE', `/api/imports/${lanes.id}`);
    expect(await way('B', 'D')).toBe('丙');
    await admin('DELETE', `/api/imports/${town.id}`);
    expect(await new Trial(database).count('road_node')).toBe(0);
  });

  it('keeps a turn over a road between: who comes by the first road may not make it, who comes by another may', async () => {
    const members = [
      { type: 'way' as const, ref: 10, role: 'from' },
      { type: 'way' as const, ref: 11, role: 'via' },
      { type: 'way' as const, ref: 13, role: 'to' },
    ];
    const tags = { type: 'restriction', restriction: 'no_left_turn' };
    const town: OsmFile = {
      ...TOWN,
      ways: TOWN.ways.map((one) =>
        one.id === 13 ? { ...one, refs: refs('CED') } : one.id === 12 ? { ...one, refs: refs('DB') } : one,
      ),
      relations: [{ id: 30, members, tags }],
    };
    const done = await uploaded(osmPbf(town), { dryRun: 'false' });
    expect(done.report).toMatchObject({ network: { turns: 1 }, written: { road: 5, turn_restriction: 1 } });
    expect(await way('B', 'D')).toBe('乙丁');
    expect(await way('A', 'D')).toBe('甲乙乙乙丁');
    expect(await way('A', 'D', 'foot')).toBe('戊');
    await admin('DELETE', `/api/imports/${done.id}`);
    expect(await new Trial(database).count('turn_restriction')).toBe(0);
  });

  it('is doubted where its roads are there already', async () => {
    const first = await uploaded(osmPbf(TOWN), { dryRun: 'false' });
    const again = await uploaded(osmXml(TOWN), { dryRun: 'false' });
    expect(again).toMatchObject({ status: 'checked', report: { accepted: 5 } });
    expect(again.report.warnings).toMatchObject([
      { code: 'roads_there', blocking: true, values: { roads: 5 } },
    ]);
    for (const { id } of [again, first]) await admin('DELETE', `/api/imports/${id}`);
  });

  it('of a file as Geofabrik writes it runs the way that its letters say', async () => {
    const street = (name: string, oneway: string, from: Place, to: Place) => ({
      type: 'Feature',
      properties: { fclass: 'primary', name, oneway, maxspeed: 0, bridge: 'F' },
      geometry: {
        type: 'LineString',
        coordinates: [from, to].map((place) => units(place).map((one) => one / 1e7)),
      },
    });
    const streets = [street('甲', 'F', 'A', 'B'), street('乙', 'T', 'C', 'B'), street('丙', 'B', 'C', 'D')];
    const done = await uploaded(collection(streets), { dryRun: 'false' });
    expect(done).toMatchObject({ status: 'done', rowsWritten: 3 });
    expect([await way('A', 'D'), await way('D', 'A'), await way('D', 'C')]).toEqual([
      '甲乙丙',
      'no way',
      '丙',
    ]);
    await admin('DELETE', `/api/imports/${done.id}`);
  });

  it('keeps apart two nodes at one place that no road joins', async () => {
    const [lng7, lat7] = units('B');
    const over: OsmFile = {
      nodes: [...TOWN.nodes, { id: 99, lng7, lat7 }],
      ways: [
        { id: 10, refs: [...refs('A'), 99], tags: { highway: 'primary', name: '桥', bridge: 'yes' } },
        { id: 12, refs: refs('BD'), tags: { highway: 'primary', name: '丙' } },
      ],
    };
    const done = await uploaded(osmXml(over), { dryRun: 'false' });
    expect(done.report.written).toEqual({ road: 2, turn_restriction: 0 });
    expect(await way('A', 'D')).toBe('no way');
    await admin('DELETE', `/api/imports/${done.id}`);
  });

  it('is refused whole, and changes nothing, where it is cut off, holds no roads or is imported as something else', async () => {
    const post = async (content: string | Buffer, as = 'roads') => {
      const form = new FormData();
      form.set('as', as);
      form.set('file', new File([content as BlobPart], 'town.osm'));
      const headers = await api.bearer('admin', SCOPE);
      const { status, body } = await readAnswer(
        await api.app.request('/api/imports', { method: 'POST', body: form, headers }),
      );
      return [status, body.code, body.reason];
    };
    const before = (await admin('GET', '/api/imports?limit=200')).body.items.length;
    expect(await post(osmPbf(TOWN).subarray(0, -9))).toEqual([422, 'unreadable_file', 'osm_cut_off']);
    expect(await post(osmXml({ ...TOWN, ways: [] }))).toEqual([422, 'unreadable_file', 'osm_without_roads']);
    expect(await post(osmXml({ ...TOWN, nodes: [] }))).toEqual([422, 'unreadable_file', 'osm_without_roads']);
    expect(await post(osmXml(TOWN), 'incidents')).toEqual([400, 'invalid_request', 'osm_only_roads']);
    expect((await admin('GET', '/api/imports?limit=200')).body.items).toHaveLength(before);
  });
});

describe('a deployment without grids', () => {
  withDatabases('schema', (database) => {
    it('takes roads all the same', async () => {
      const trial = new Trial(database);
      const job = await trial.applied(file('town.osm.pbf', osmPbf(TOWN)), { as: 'roads' });
      expect(job.report.written).toEqual({ road: 6, turn_restriction: 2 });
      await trial.undo(job.id);
      expect(await trial.count('road')).toBe(0);
    });

    it('gives them up again among 80,000 others, whose places stay, before a statement has taken too long', async () => {
      await database().query(sql`
        INSERT INTO road_node (id, lng7, lat7) SELECT 1000000 + n, 1017000000 + n, 366000000 FROM generate_series(0, 80000) n`);
      await database().query(sql`
        INSERT INTO road (id, from_node, to_node, class, name_zh, name_en, one_way, length_metres, speed_kmh, geom)
        SELECT 1000000 + n, 1000000 + n, 1000001 + n, 'residential', '', '', false, 1, 30,
          ST_SetSRID('LINESTRING(101.7 36.6, 101.7 36.61)'::geometry, 4326)
        FROM generate_series(0, 79999) n`);
      const trial = new Trial(database);
      const job = await trial.applied(file('town.osm.pbf', osmPbf(TOWN)), { as: 'roads' });
      await trial.undo(job.id);
      expect([await trial.count('road'), await trial.count('road_node')]).toEqual([80_000, 80_001]);
    });
  });
});

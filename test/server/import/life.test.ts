import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import type { ImportDeps, Job } from '../../../server/import/import-job.ts';
import { ImportJobs } from '../../../server/import/import-jobs.ts';
import { beginUndo, recoverImports } from '../../../server/import/undo-import.ts';
import { selectBatch, selectBatches } from '../../../server/queries/imports.ts';
import { withDatabases } from '../../support/databases.ts';
import { collection, tempFiles } from './files.ts';
import { SCOPE, Trial } from './trial.ts';

const file = tempFiles();

withDatabases('schema', (database, engine) => {
  const trial = new Trial(database);
  beforeAll(async () => {
    await trial.makeCity(file);
  });
  describe('undoing', () => {
    const devices = 'code,kind,lng,lat\nD1,摄像头,101.705,36.605\nD2,sensor,101.715,36.605\n';

    it('is refused once a row was edited, naming how many, and leaves all as it is', async () => {
      const job = await trial.applied(file('devices.csv', devices), { as: 'devices' });
      await database().query(sql`UPDATE device SET version = 2 WHERE code = 'D1'`);
      await expect(trial.undo(job.id)).rejects.toMatchObject({
        code: 'import_undone_blocked',
        message: expect.stringMatching(/^The import is not undone: 1 of its rows/),
      });
      expect(await trial.count('device')).toBe(2);
      await database().query(sql`UPDATE device SET version = 1`);
      await trial.undo(job.id);
      expect(await trial.count('device')).toBe(0);
      await expect(trial.undo(job.id)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('keeps codes unique, in the file and against what is there', async () => {
      const job = await trial.applied(file('devices2.csv', devices), { as: 'devices' });
      const again = await trial.checked(
        file('devices3.csv', `${devices}D3,camera,101.705,36.605\nD3,camera,101.705,36.605\n`),
        { as: 'devices' },
      );
      expect([again.report.accepted, again.report.refusedBy]).toEqual([1, { duplicate_code: 3 }]);
      await trial.undo(job.id);
    });
  });

  describe('every other noun', () => {
    const point = (lng: number, properties: object) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [lng, 36.605] },
    });
    const line = (properties: object) => ({
      type: 'Feature',
      properties,
      geometry: {
        type: 'LineString',
        coordinates: [
          [101.702, 36.602],
          [101.706, 36.602],
          [101.706, 36.608],
        ],
      },
    });
    it.each([
      ['posts', 'post', [point(101.705, { 类型: '警务室', 名称: '一号', 值守: '是' })]],
      [
        'institutions',
        'institution',
        [point(101.705, { kind: '学校', name: 'School', 检查日期: '2027/1/2' })],
      ],
      ['checkpoints', 'checkpoint', [point(101.705, { code: 'K1', 名称: '东口', 车道数: 4 })]],
      ['routes', 'route', [line({ code: 'R1', name: 'Round', mode: '步巡' })]],
      [
        'roads',
        'road',
        [line({ highway: 'primary', name: '大街', maxspeed: '50' }), line({ highway: '小路' })],
      ],
    ])('%s go in and out again', async (as, table, features) => {
      const job = await trial.applied(file(`${as}.geojson`, collection(features)), { as });
      expect(job.rowsWritten).toBe(features.length);
      expect(await trial.count(table, `import_batch_id = '${job.id}'`)).toBe(features.length);
      if (as === 'roads') expect(await trial.count('road_node')).toBe(2);
      await trial.undo(job.id);
      expect(await trial.count(table)).toBe(0);
      expect(await trial.count('road_node')).toBe(0);
    });
  });

  describe('a process that dies', () => {
    const many = `lng,lat,type,date\n${'101.705,36.605,theft,2026-01-01 10:00\n'.repeat(9000)}`;
    const later = (): ImportDeps => ({ ...trial.deps, clock: () => Date.now() + 120_000 });

    it('in the middle of writing leaves nothing once the next one starts', async () => {
      const job = await trial.checked(file('many.csv', many), { as: 'incidents' });
      const { apply, stop } = stopping(trial.deps, job);
      await new ImportJobs(trial.deps).claim(job);
      await apply();
      expect(await trial.count('incident')).toBe(engine === 'embedded' ? 4000 : 0);
      stop();
      expect(await recoverImports(later(), true)).toBe(1);
      expect(await trial.count('incident')).toBe(0);
      const batch = await selectBatch(database(), job.id, SCOPE);
      expect([batch?.status, batch?.report.error?.code]).toEqual(['failed', 'interrupted']);
      expect(await recoverImports(later(), true)).toBe(0);
    });

    it('in the middle of undoing is finished by the next one', async () => {
      const job = await trial.applied(file('many2.csv', many), { as: 'incidents' });
      const batch = await selectBatch(database(), job.id, SCOPE);
      if (!batch) throw new Error('no such batch');
      await beginUndo(trial.deps, batch, null);
      expect(await recoverImports(later(), true)).toBe(1);
      expect(await trial.count('incident')).toBe(0);
      expect((await selectBatch(database(), job.id, SCOPE))?.status).toBe('undone');
    });

    it('where undoing fails it says so, and is undone once it is taken up again', async () => {
      const job = await trial.applied(file('many3.csv', many), { as: 'incidents' });
      const batch = await selectBatch(database(), job.id, SCOPE);
      if (!batch) throw new Error('no such batch');
      const finish = await beginUndo(
        { ...trial.deps, database: withoutTransactions(trial.deps) },
        batch,
        null,
      );
      const state = async () => {
        const [one] = await selectBatches(database(), SCOPE, undefined, 1);
        return [one?.id, one?.status, typeof one?.undoFailedAt];
      };
      expect(await state()).toEqual([job.id, 'importing', 'object']);
      await expect(finish()).rejects.toThrow('the disk is full');
      expect(await state()).toEqual([job.id, 'importing', 'string']);
      expect(await recoverImports(later(), true)).toBe(1);
      expect(await state()).toEqual([job.id, 'undone', 'object']);
      expect(await trial.count('incident')).toBe(0);
    });
  });
});

function withoutTransactions({ database }: ImportDeps): ImportDeps['database'] {
  return new Proxy(database, {
    get(target, key) {
      if (key === 'transaction') return () => Promise.reject(new Error('the disk is full'));
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A job whose process dies after its first chunk: from then on the database is gone for it. */
function stopping(deps: ImportDeps, job: Job) {
  let chunks = 0;
  const gone = () => Promise.reject(new Error('the process is gone'));
  const dying = new Proxy(deps.database, {
    get(target, key) {
      if (key === 'transaction')
        return (work: Parameters<typeof target.transaction>[0]) =>
          target.transaction((tx) => work(guard(tx)));
      const value = Reflect.get(guard(target), key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  function guard<T extends Pick<typeof deps.database, 'copy' | 'query'>>(queryable: T): T {
    return new Proxy(queryable, {
      get(target, key) {
        if (chunks >= 1 && (key === 'copy' || key === 'query')) return gone;
        const value = Reflect.get(target, key);
        if (key !== 'copy') return typeof value === 'function' ? value.bind(target) : value;
        return async (...args: Parameters<typeof deps.database.copy>) => {
          const rows = await target.copy(...args);
          chunks += 1;
          return rows;
        };
      },
    });
  }
  const jobs = new ImportJobs({ ...deps, database: dying, onFault: () => undefined });
  return { apply: () => jobs.apply(job).catch(() => undefined), stop: () => undefined };
}

import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { ImportRefused } from '../../../server/import/import-refused.ts';
import { verifyChain } from '../../../server/queries/events.ts';
import { selectBatch, selectBatches } from '../../../server/queries/imports.ts';
import { withDatabases } from '../../support/databases.ts';
import { gbk, tempFiles } from './files.ts';
import { SCOPE, Trial } from './trial.ts';

const file = tempFiles();

withDatabases('schema', (database) => {
  const trial = new Trial(database);
  beforeAll(async () => {
    await trial.makeCity(file);
  });
  describe('incidents', () => {
    const header = '警情类别,报警时间,经度,纬度,简要案情\n';
    const rows = [
      '盗窃,2026年3月5日 14:30,101.705,36.605,电动车被盗，电话13812345678',
      '诈骗,2026-03-06,101.715,36.605,电信诈骗',
    ];

    it('come from a GBK file, with text masked, numbers of the day, and one event for all', async () => {
      const before = trial.wakes;
      const text = `${header}${rows.join('\n')}\n打架,2026-03-05 15:00,101.725,36.615,\n`;
      const path = file('incidents.csv', gbk(text));
      const job = await trial.applied(path, { as: 'incidents' });
      expect([job.rowsRead, job.rowsWritten, job.rowsRefused]).toEqual([3, 3, 0]);
      expect(job.report).toMatchObject({
        encoding: 'gb18030',
        delimiter: ',',
        crsFrom: 'default',
        masked: { mobile: 1 },
      });
      const found = await database().query(sql`
        SELECT i.number, i.type, i.status, i.net, i.text, i.reported_at AS at, i.area_code = g.code AS located
        FROM incident i JOIN grid g ON ST_Intersects(g.geom, i.geom) ORDER BY i.reported_at`);
      expect(found).toEqual([
        {
          number: '260305-0001',
          type: 'theft',
          status: 'closed',
          net: 'street',
          text: '电动车被盗，电话***',
          at: '2026-03-05T06:30:00.000Z',
          located: true,
        },
        {
          number: '260305-0002',
          type: 'assault',
          status: 'closed',
          net: 'street',
          text: '',
          at: '2026-03-05T07:00:00.000Z',
          located: true,
        },
        {
          number: '260306-0001',
          type: 'fraud',
          status: 'closed',
          net: 'institution',
          text: '电信诈骗',
          at: '2026-03-06T04:00:00.000Z',
          located: true,
        },
      ]);
      const events = await database().query(sql`SELECT noun, kind FROM event WHERE subject_id = ${job.id}`);
      expect(events).toEqual([{ noun: 'incidents', kind: 'bulk' }]);
      expect(trial.wakes).toBe(before + 1);
      const kept = await selectBatch(database(), job.id, SCOPE);
      expect(JSON.stringify(kept)).toContain('电动车被盗');
      expect(JSON.stringify(kept)).not.toContain('13812345678');
      await trial.undo(job.id);
      expect(await trial.count('incident')).toBe(0);
      expect((await selectBatch(database(), job.id, SCOPE))?.status).toBe('undone');
      expect((await verifyChain(database())).ok).toBe(true);
    });

    it('are counted row by row when some can not be taken', async () => {
      const bad = [
        '外星人,2026-03-05 14:30,101.705,36.605,x',
        '盗窃,昨天,101.705,36.605,x',
        '盗窃,2026-03-05 14:30,九,36.605,x',
        '盗窃,2026-03-05 14:30,111.705,36.605,x',
        ',2026-03-05 14:30,101.705,36.605,x',
        '盗窃,2026-03-05 14:30',
      ];
      const job = await trial.checked(file('bad.csv', `${header}${rows[0]}\n${bad.join('\n')}\n`), {
        as: 'incidents',
      });
      expect(job.status).toBe('checked');
      expect([job.rowsRead, job.report.accepted, job.rowsRefused]).toEqual([7, 1, 6]);
      expect(job.report.problems.map(({ row, code }) => [row, code])).toEqual([
        [2, 'unknown_word'],
        [3, 'bad_time'],
        [4, 'bad_coordinates'],
        [5, 'outside_city'],
        [6, 'missing_value'],
        [7, 'column_count'],
      ]);
      expect(job.report.preview).toHaveLength(1);
      expect(await trial.count('incident')).toBe(0);
    });

    it('outside the scope of the account are refused like any other', async () => {
      const job = await trial.checked(
        file('scope.csv', `${header}${rows.join('\n')}\n`),
        { as: 'incidents' },
        '990101',
      );
      expect(job.report.refusedBy).toEqual({ outside_scope: 2 });
    });

    it('with swapped axes, or in another CRS, are refused with the remedy', async () => {
      const swapped = await trial.checked(
        file('swapped.csv', `type,date,lat,lng\n${'theft,2026-03-05,101.705,36.605\n'.repeat(3)}`),
        { as: 'incidents' },
      );
      expect(swapped.report.warnings.map(({ code }) => code)).toContain('swapped_axes');
      const metres = `type,date,x,y\n${'theft,2026-03-05,473610,4052720\n'.repeat(3)}`;
      const misread = await trial.checked(file('metres.csv', metres), { as: 'incidents', crs: 'EPSG:4326' });
      expect(misread.report.warnings[0]).toMatchObject({
        code: 'crs_hint',
        blocking: true,
        values: { crs: 'EPSG:4543' },
      });
      const right = await trial.checked(file('metres2.csv', metres), { as: 'incidents', crs: 'EPSG:4543' });
      expect(right.report.accepted).toBe(3);
    });

    it.each([
      [
        'an unknown CRS',
        { crs: 'EPSG:9999' },
        'x,y,type,date\n1,2,theft,2026-01-01\n',
        /not known here. Known: EPSG:4326/,
      ],
      ['no CRS for x and y', {}, 'x,y,type,date\n1,2,theft,2026-01-01\n', /in which CRS/],
      [
        'dates that may be either',
        {},
        'lng,lat,type,date\n101.7,36.6,theft,01/02/2026\n',
        /day\/month or month\/day/,
      ],
      [
        'dates of both orders',
        {},
        'lng,lat,type,date\n1,2,theft,13/02/2026\n1,2,theft,02/13/2026\n',
        /all in one order/,
      ],
      [
        'an unknown zone',
        { zone: 'Mars/Olympus' },
        'lng,lat,type,date\n1,2,theft,2026-01-01\n',
        /no time zone/,
      ],
      [
        'an unknown field',
        { map: { type: 'colour' } },
        'lng,lat,type,date\n1,2,theft,2026-01-01\n',
        /known fields: lng, lat, type/,
      ],
    ])('are refused with %s before a batch is made', async (name, options, text, message) => {
      const before = (await selectBatches(database(), SCOPE, undefined, 200)).length;
      await expect(trial.checked(file(`${name}.csv`, text), { as: 'incidents', ...options })).rejects.toThrow(
        message,
      );
      expect(await selectBatches(database(), SCOPE, undefined, 200)).toHaveLength(before);
    });

    it.each([
      ['a name', '姓名', '某人'],
      ['a phone number', 'phone', '1'],
      ['numbers that are phones', 'x1', '13812345678'],
      ['plates', 'x2', '青A12345'],
    ])('with a column of %s are refused with the reason', async (_, column, value) => {
      const text = `lng,lat,type,date,${column}\n${`101.705,36.605,theft,2026-01-01,${value}\n`.repeat(4)}`;
      const refused = trial.checked(file('personal.csv', text), { as: 'incidents' });
      await expect(refused).rejects.toThrow(ImportRefused);
      await expect(refused).rejects.toMatchObject({ code: 'personal_data', issues: [{ path: column }] });
    });
  });
});

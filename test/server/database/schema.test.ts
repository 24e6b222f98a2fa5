import { expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';

/**
 * Jingwei holds places, things on duty and cases, never a private person. Words that would name one, whole between
 * underscores, in English and in the usual pinyin. `official_name_*` is the name of an official on duty.
 */
const FORBIDDEN =
  /(^|_)(person|persons|people|resident_name|citizen|suspect|victim|witness|caller|reporter|complainant|first_name|last_name|full_name|surname|given_name|real_name|xingming|xm|birth|birthday|born|age|gender|sex|id_number|id_card|idcard|identity|passport|shenfenzheng|sfz|sfzh|phone|mobile|telephone|tel|dianhua|sjh|email|wechat|weixin|qq|plate|licence_plate|license_plate|chepai|hphm|imei|imsi|mac|face|facial|biometric|fingerprint|dna|iris|gait|health_status|illness|disease|medical|ethnicity|ethnic|minzu|nationality|religion|faith|political|address|home|household|hukou|marital|income)(_|$)/;

withDatabases('schema', (database) => {
  it('has no column about a private person, in any table', async () => {
    const columns = await database().query<{ column: string }>(sql`
      SELECT table_name || '.' || column_name AS column FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name NOT IN
        ('spatial_ref_sys', 'geometry_columns', 'geography_columns', 'raster_columns', 'raster_overviews')`);
    expect(columns.length).toBeGreaterThan(150);
    const found = columns.filter(({ column }) => FORBIDDEN.test(column.split('.')[1] ?? ''));
    expect(found).toEqual([]);
  });

  it('has no bare name but those of accounts, plans, patrol plans, feeds, files and migrations', async () => {
    const rows = await database().query<{ column: string }>(sql`
      SELECT table_name || '.' || column_name AS column FROM information_schema.columns
      WHERE table_schema = current_schema() AND column_name ~ '(^|_)name(_|$)' AND table_name <> 'geometry_columns'
        AND column_name NOT IN ('name_zh', 'name_en') ORDER BY 1`);
    const names = rows
      .map(({ column }) => column)
      .filter((column) => !/^(geo|raster|spatial_ref)/.test(column));
    expect(names).toEqual([
      'account.display_name',
      'feed.name',
      'import_batch.file_name',
      'migration.name',
      'patrol_plan.name',
      'patrol_template.name',
      'plan.name',
      'plan_staff.official_name_en',
      'plan_staff.official_name_zh',
      'staffing.official_name_en',
      'staffing.official_name_zh',
    ]);
  });

  it('catches the words it is meant to catch', () => {
    const bad = [
      'person_id',
      'caller_phone',
      'phone',
      'id_number',
      'license_plate',
      'face',
      'ethnicity',
      'home_address',
    ];
    const good = [
      'health',
      'health_since',
      'residents',
      'package',
      'planet',
      'official_name_zh',
      'staff_count',
      'page',
      'sexton',
    ];
    expect(bad.filter((word) => !FORBIDDEN.test(word))).toEqual([]);
    expect(good.filter((word) => FORBIDDEN.test(word))).toEqual([]);
  });
});

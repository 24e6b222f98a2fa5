import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isBankCard,
  isIdNumber18,
  maskPersonalData,
  personalColumn,
  personalContent,
} from '../../core/personal-data.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

const mobile = fc
  .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), digits(9))
  .map(([second, rest]) => `1${second}${rest}`);

const idNumber = fc
  .tuple(
    fc.constantFrom('630102', '110101', '440305'),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    digits(3),
  )
  .map(([region, birth, sequence]) => {
    const body = region + birth.toISOString().slice(0, 10).replaceAll('-', '') + sequence;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
    return body + '10X98765432'[sum % 11];
  });

const bankCard = fc.tuple(fc.constantFrom('622202', '621700'), digits(12)).map(([bin, body]) => {
  const found = [...'0123456789'].find((check) => isBankCard(bin + body + check));
  return bin + body + found;
});

const plate = fc.oneof(
  fc.tuple(fc.constantFrom('青A', '京N', '沪C'), digits(5)).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('青A', '粤B'), fc.constantFrom('D', 'F'), digits(5))
    .map((parts) => parts.join('')),
);
const filler = fc.constantFrom('报警称', '在现场，', ' ', '请回电 ', '：', '。');

describe('maskPersonalData', () => {
  it.each([
    ['mobile', mobile],
    ['id_number', idNumber],
    ['bank_card', bankCard],
    ['plate', plate],
  ])('hides every %s in running text', (kind, arbitrary) => {
    fc.assert(
      fc.property(filler, arbitrary, filler, (before, secret, after) => {
        const result = maskPersonalData(before + secret + after);
        expect(result.text).not.toContain(secret);
        expect(result.masked).toContain(kind);
        expect(result.text.startsWith(before)).toBe(true);
        expect(maskPersonalData(result.text)).toEqual({ text: result.text, masked: [] });
      }),
    );
  });

  it.each([
    ['138 1234 5678', 'mobile'],
    ['+86-138-1234-5678', 'mobile'],
    ['１３８１２３４５６７８', 'mobile'],
    ['0971-8123456', 'landline'],
    ['(010) 62345678', 'landline'],
    ['09718123456', 'landline'],
    ['青A·12345', 'plate'],
    ['青AD12345', 'plate'],
    ['a.b@example.com', 'email'],
    ['身份证号：630102650314001', 'id_number'],
    ['报警人：张伟，', 'name'],
  ])('hides %s', (text, kind) => {
    expect(maskPersonalData(text).masked).toEqual([kind]);
  });

  it.each([
    '260305-0123',
    '090712-0123',
    '630102001001001',
    '63010200100100101',
    '101.7782123, 36.6171456',
    '101.13812345678',
    '480158.642 4054041.914',
    '2026-03-05T14:30:00.000Z',
    '1767225600000',
    '1767225600000000',
    '20260305143000',
    'CAM-000123',
    'CAM13812345678',
    '018f3c1e-7a2b-7c3d-8e4f-013812345678',
    '商业巷12号楼3单元，损失 12000 元',
    '',
  ])('leaves %s alone', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, masked: [] });
  });

  it('leaves incident numbers and area codes alone, whatever their digits', () => {
    fc.assert(
      fc.property(digits(6), digits(4), digits(9), (day, sequence, tail) => {
        const text = `警情 ${day}-${sequence} 在 630102${tail}`;
        expect(maskPersonalData(text)).toEqual({ text, masked: [] });
      }),
    );
  });

  it('takes a megabyte of hostile text in well under a second', () => {
    const started = performance.now();
    for (const unit of ['1', 'a@', '青A', '姓名：', '+86 ', 'a.']) maskPersonalData(unit.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('checks of numbers', () => {
  it('knows the published example of GB 11643', () => {
    expect(isIdNumber18('11010519491231002X')).toBe(true);
    expect(isIdNumber18('110105194912310021')).toBe(false);
    expect(isIdNumber18('440524188001010014')).toBe(true);
  });
});

describe('personalColumn', () => {
  it.each([
    ['姓名', 'name'],
    ['报警人', 'name'],
    ['联系人', 'name'],
    ['name_of_victim', 'name'],
    ['VictimName', 'name'],
    ['first_name', 'name'],
    ['xm', 'name'],
    ['电话', 'mobile'],
    ['报警人电话', 'mobile'],
    ['联系手机', 'mobile'],
    ['phone', 'mobile'],
    ['CallerPhone', 'mobile'],
    ['身份证', 'id_number'],
    ['id_no', 'id_number'],
    ['IDCard', 'id_number'],
    ['sfzh', 'id_number'],
    ['车牌号', 'plate'],
    ['plate', 'plate'],
    ['license_plate', 'plate'],
    ['face_id', 'face'],
    ['人脸编号', 'face'],
    ['民族', 'ethnicity'],
    ['victim.race', 'ethnicity'],
    ['宗教信仰', 'faith'],
    ['病史', 'health'],
    ['出生日期', 'person'],
    ['e-mail', 'email'],
    ['ｐｈｏｎｅ', 'mobile'],
  ])('refuses %s', (header, kind) => {
    expect(personalColumn(header)).toBe(kind);
  });

  it.each([
    'name',
    'nameZh',
    '名称',
    '站名',
    'station name',
    'parent name',
    '街道名称',
    'ID',
    'Case Number',
    'Block',
    'Primary Type',
    'Location Description',
    'Latitude',
    'x_epsg26971_m',
    'date_dmy',
    '报警类型',
    '报警时间',
    '报警人数',
    '类型',
    'health',
    'healthSince',
    'template',
    'residents',
    'lanes',
    'beat_num',
    'stage',
    '事发地址',
    '网格员人数',
    'surface',
    'trace',
    'platform',
  ])('allows %s', (header) => {
    expect(personalColumn(header)).toBeUndefined();
  });
});

describe('personalContent', () => {
  it('knows columns by what stands in them, whatever their header', () => {
    fc.assert(
      fc.property(fc.array(mobile, { minLength: 3 }), (values) => personalContent(values) === 'mobile'),
    );
    fc.assert(
      fc.property(fc.array(idNumber, { minLength: 3 }), (values) => personalContent(values) === 'id_number'),
    );
    fc.assert(
      fc.property(fc.array(plate, { minLength: 3 }), (values) => personalContent(values) === 'plate'),
    );
    expect(personalContent(['张伟', '王芳', '李秀英', '刘洋', '陈静', '杨勇'])).toBe('name');
  });

  it('judges by the share of values, blanks apart', () => {
    const phone = '13812345678';
    expect(personalContent([phone, phone, phone, '', '', '', '', '', ''])).toBe('mobile');
    expect(personalContent([phone, ...Array<string>(9).fill('路口打架')])).toBeUndefined();
  });

  it.each([
    [['盗窃', '纠纷', '抢夺', '火情', '诈骗', '噪音']],
    [['周家泉', '白云桥', '马坊', '金桥路', '石坡街', '林家崖村']],
    [['630102001001001', '630102001001002', '630102001002001', '630103401001001', '630103401001002']],
    [['2014-01-03', '2014-01-04', '2014-01-05']],
    [['365535.5', '354282.5', '350891.6']],
    [['260305-0001', '260305-0002', '260305-0003']],
    [['1767225600', '1767225601', '1767225602']],
  ])('allows %s', (values) => {
    expect(personalContent(values)).toBeUndefined();
  });
});

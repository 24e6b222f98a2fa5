import { describe, expect, it } from 'vitest';
import { ANY_CASE } from '../../../client/state/cases-shown.ts';
import { caseChanges } from '../../../client/workspaces/watch/cases/case-edit.ts';
import { filteredCases } from '../../../client/workspaces/watch/cases/case-filter.ts';
import { riskFields, riskProperties } from '../../../client/workspaces/watch/cases/risk-draft.ts';
import { RISK_ITEMS } from '../../../core/case/vocabulary.ts';
import type { Case } from '../../../core/contract/case.ts';
import type { Risk } from '../../../core/contract/risk.ts';

const TODAY = '2026-11-23';
const file = (number: string, properties: object): Case =>
  ({
    id: number,
    properties: {
      number,
      areaCode: '630102001001001',
      kind: 'dispute',
      grade: 3,
      status: 'open',
      heldBy: 'community',
      owner: 'community_committee',
      dueOn: '2026-11-30',
      actions: [],
      ...properties,
    },
  }) as unknown as Case;

describe('the page of cases', () => {
  const partner = { partner: 'fire_rescue', state: 'open', dueOn: '2026-11-25' };
  const all = [
    file('C2026-0001', {}),
    file('C2026-0002', { dueOn: '2026-11-20', heldBy: 'street', actions: [partner] }),
    file('C2026-0003', { grade: 1, kind: 'hazard' }),
    file('C2026-0004', { areaCode: '630103001001001', actions: [{ ...partner, state: 'done' }] }),
  ];
  const numbers = (filter: object, prefix = '6301') =>
    filteredCases(all, { ...ANY_CASE, ...filter }, prefix, TODAY).map(({ id }) => id.slice(-1));

  it('has the one due first first, then the gravest', () => {
    expect(numbers({})).toEqual(['2', '3', '1', '4']);
  });

  it('filters by area, kind, level, organisation (owner or open partner) and delay', () => {
    expect(numbers({}, '630103')).toEqual(['4']);
    expect(numbers({ kind: 'hazard' })).toEqual(['3']);
    expect(numbers({ level: 'street' })).toEqual(['2']);
    expect(numbers({ organisation: 'fire_rescue' })).toEqual(['2']);
    expect(numbers({ onlyOverdue: true })).toEqual(['2']);
  });
});

describe('the form that corrects a case', () => {
  const geometry = { type: 'Point' as const, coordinates: [101.7, 36.6] as [number, number] };
  const words = { kind: 'dispute', grade: 3, nameZh: '摊位纠纷', nameEn: '摊位纠纷', text: '' } as const;
  const before: Case = { ...file('C2026-0001', words), geometry };

  it('sends what differs and nothing else', () => {
    expect(caseChanges(before, {})).toEqual({});
    expect(
      caseChanges(before, { kind: 'dispute', nameZh: ' 摊位纠纷 ', point: { lng: 101.7, lat: 36.6 } }),
    ).toEqual({});
    expect(caseChanges(before, { grade: 1, text: ' 已核实 ' })).toEqual({ grade: 1, text: '已核实' });
    expect(caseChanges(before, { point: { lng: 101.8, lat: 36.6 } })).toEqual({
      geometry: { type: 'Point', coordinates: [101.8, 36.6] },
    });
  });

  it('lets an English name follow that only repeated the Chinese one', () => {
    expect(caseChanges(before, { nameZh: '租金纠纷' })).toEqual({ nameZh: '租金纠纷', nameEn: '租金纠纷' });
    const own = { ...before, properties: { ...before.properties, nameEn: 'Dispute over a stall' } };
    expect(caseChanges(own, { nameZh: '租金纠纷' })).toEqual({ nameZh: '租金纠纷' });
  });
});

describe('the form of a risk file', () => {
  it("takes times by the city's clock and gives what is there back unchanged", () => {
    const risk = {
      properties: {
        kind: 'market',
        nameZh: '夜市',
        nameEn: 'Night market',
        text: '八十个摊位',
        owner: 'street_office',
        startsAt: '2026-11-23T09:00:00.000Z',
        endsAt: '2026-11-23T16:00:00.000Z',
        checklist: RISK_ITEMS.map((item) => ({ item, answer: 'low', note: '' })),
        grade: 'medium',
        gradeReason: '去年拥挤',
        measures: [{ text: '限流', organisation: 'police_station' }],
      },
    } as unknown as Risk;
    const fields = riskFields(risk, 'Asia/Shanghai');
    expect([fields.starts, fields.ends, fields.grade]).toEqual([
      '2026-11-23T17:00',
      '2026-11-24T00:00',
      'medium',
    ]);
    const { nameEn: _own, ...same } = risk.properties;
    expect(riskProperties(fields, risk, 'Asia/Shanghai')).toEqual(same);
    expect(riskProperties({ ...fields, name: '早市' }, risk, 'Asia/Shanghai')).toMatchObject({
      nameEn: '早市',
    });
  });

  it('leaves out measures without words and follows the checklist unless somebody chose', () => {
    const fields = riskFields(null, 'Asia/Shanghai');
    const filled = {
      ...fields,
      name: '庙会',
      starts: '2026-12-01T09:00',
      ends: '2026-12-02T09:00',
      measures: [{ text: ' ', organisation: 'fire_rescue' as const }],
      checklist: fields.checklist.map((one) => ({
        ...one,
        answer: one.item === 'legality' ? ('high' as const) : null,
      })),
    };
    expect(riskProperties(filled, null, 'Asia/Shanghai')).toMatchObject({
      grade: 'high',
      gradeReason: '',
      measures: [],
    });
  });
});

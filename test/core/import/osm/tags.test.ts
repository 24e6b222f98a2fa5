import { describe, expect, it } from 'vitest';
import { speedKmh } from '../../../../core/import/osm/speed.ts';
import { type OsmRoad, passersOf, roadOfTags, type Tags } from '../../../../core/import/osm/tags.ts';
import { turnsOf } from '../../../../core/import/osm/turns.ts';

function road(tags: Tags): OsmRoad {
  const read = roadOfTags(tags);
  if ('left' in read) throw new Error(`left out: ${read.left}`);
  return read.road;
}

/** From `highway oneway=yes`: a value of highway, then tags. */
function tagsOf(text: string): Tags {
  const [highway, ...tags] = text.split(' ');
  return { highway, ...Object.fromEntries(tags.map((tag) => tag.split('=') as [string, string])) };
}

describe('a way of OpenStreetMap as a road', () => {
  it.each([
    ['motorway_link', 'motorway', null],
    ['trunk', 'trunk', null],
    ['trunk motorroad=yes', 'trunk', 'motorcycle,car'],
    ['unclassified', 'residential', null],
    ['living_street', 'residential', null],
    ['pedestrian', 'residential', 'foot'],
    ['footway', 'track', 'foot'],
    ['steps', 'track', 'foot'],
    ['cycleway', 'track', 'foot,bicycle'],
    ['path', 'track', 'foot,bicycle'],
    ['track', 'track', null],
  ])('%s is of class %s for %s', (text, roadClass, vehicles) => {
    const read = road(tagsOf(text));
    expect([read.class, read.vehicles?.join() ?? null]).toEqual([roadClass, vehicles]);
  });

  it.each([
    ['residential access=no', 'way_nobody'],
    ['residential access=no foot=yes', 'foot'],
    ['residential motor_vehicle=no', 'foot,bicycle'],
    ['residential motor_vehicle=no motorcar=yes', 'foot,bicycle,car'],
    ['residential vehicle=no bicycle=yes', 'foot,bicycle'],
    ['residential access=no emergency=yes', 'motorcycle,car'],
    ['residential motor_vehicle=no emergency=designated', null],
    ['secondary bicycle=use_sidepath', 'foot,motorcycle,car'],
    // On duty they are let in where residents, visitors and suppliers are.
    ['service access=private', null],
    ['residential motor_vehicle=destination', null],
    ['track motor_vehicle=agricultural', null],
    // "For all" opens a footway to no car; "for cars" does.
    ['footway access=yes', 'foot'],
    ['footway motor_vehicle=yes', 'foot,motorcycle,car'],
    ['pedestrian bicycle=yes', 'foot,bicycle'],
    ['busway', 'way_nobody'],
    ['motorway foot=yes', 'foot,motorcycle,car'],
    ['residential foot=perhaps', null],
  ])('%s: %s may pass', (text, who) => {
    const read = roadOfTags(tagsOf(text));
    expect('left' in read ? read.left : (read.road.vehicles?.join() ?? null)).toBe(who);
  });

  it.each([
    ['residential', 'both'],
    ['residential oneway=yes', 'along'],
    ['residential oneway=-1', 'against'],
    ['residential oneway=alternating', 'both'],
    ['motorway', 'along'],
    ['motorway oneway=no', 'both'],
    ['motorway_link', 'both'],
    ['primary junction=roundabout', 'along'],
    ['primary junction=circular', 'along'],
    ['primary junction=yes', 'both'],
  ])('%s goes %s', (text, direction) => {
    const { oneWay, isReversed } = road(tagsOf(text));
    expect(oneWay ? (isReversed ? 'against' : 'along') : 'both').toBe(direction);
  });

  it.each([
    ['residential', 30],
    ['residential maxspeed=45', 45],
    ['primary maxspeed:forward=70 maxspeed:backward=50', 50],
    ['primary source:maxspeed=RU:urban', 60],
    ['primary maxspeed=signals', 60],
    ['residential access=private maxspeed=50', 15],
    ['living_street', 15],
  ])('%s is driven at %s km/h', (text, kmh) => {
    expect(road(tagsOf(text)).speedKmh).toBe(kmh);
  });

  it.each([
    ['construction', 'way_not_driven'],
    ['constructor', 'way_not_driven'],
    ['platform', 'way_not_driven'],
    ['pedestrian area=yes', 'way_area'],
    ['primary oneway=reversible', 'way_reversible'],
  ])('%s is left out: %s', (text, left) => {
    expect(roadOfTags(tagsOf(text))).toEqual({ left });
  });

  it('has its names, or else its number', () => {
    const { name, nameZh, nameEn } = road({
      highway: 'primary',
      name: '五四大街',
      'name:zh': '五四大街',
      'name:en': 'Wusi Avenue',
      ref: 'G6',
    });
    expect([name, nameZh, nameEn]).toEqual(['五四大街', '五四大街', 'Wusi Avenue']);
    expect(road({ highway: 'trunk', ref: 'G109' }).name).toBe('G109');
    expect(road({ highway: 'trunk', name: 'x'.repeat(300) }).name).toHaveLength(120);
    expect(road({ highway: 'trunk' }).name).toBeUndefined();
  });

  it('tells what of its tags is not heeded', () => {
    const read = roadOfTags({
      highway: 'secondary',
      oneway: 'yes',
      'oneway:bicycle': 'no',
      maxspeed: 'fast',
      'access:conditional': 'no @ (Mo-Fr)',
    });
    expect('notes' in read && read.notes).toEqual(['tag_conditional', 'tag_speed', 'tag_bicycle_against']);
    // On narrow streets bicycles go against the one way in any case.
    const narrow = roadOfTags({
      highway: 'residential',
      oneway: 'yes',
      'oneway:bicycle': 'no',
      bridge: 'viaduct',
    });
    expect(narrow).toMatchObject({ road: { bridge: true }, notes: [] });
  });

  it('is blocked by bollards, not by gates', () => {
    expect(passersOf({ barrier: 'bollard' })).toEqual(['foot', 'bicycle']);
    expect(passersOf({ barrier: 'bollard', motorcycle: 'yes' })).toEqual(['foot', 'bicycle', 'motorcycle']);
    expect(passersOf({ barrier: 'bollard', motor_vehicle: 'yes' })).toBeUndefined();
    expect(passersOf({ barrier: 'gate' })).toBeUndefined();
    expect(passersOf({ highway: 'crossing' })).toBeUndefined();
  });
});

describe('a speed', () => {
  it.each([
    ['50', 50],
    ['50 km/h', 50],
    ['30 mph', 48],
    ['30mph', 48],
    ['5 knots', 9],
    ['walk', 6],
    ['none', 120],
    ['50;30', 30],
    ['RU:urban', 60],
    ['DE:urban', 50],
    ['DE:rural', 100],
    ['GB:nsl_single', 97],
    ['DE:zone:30', 30],
    ['DE:zone30', 30],
    ['XX:living_street', 20],
    ['0', undefined],
    ['999', undefined],
    ['fast', undefined],
    ['', undefined],
    ['RU:unknown', undefined],
  ])('%j is %s km/h', (text, kmh) => {
    expect(speedKmh(text)).toBe(kmh);
  });
});

describe('a turn restriction', () => {
  const member = (role: string, ref: number, type: 'node' | 'way' = role === 'via' ? 'node' : 'way') => ({
    type,
    ref,
    role,
  });
  const plain = [member('from', 1), member('via', 9), member('to', 2)];
  const restriction = (value: string, more: Tags = {}) => ({
    type: 'restriction',
    restriction: value,
    ...more,
  });

  it.each([
    ['no_left_turn', 'no', []],
    ['only_straight_on', 'only', []],
    ['no_u_turn', 'no', []],
  ])('%s is a turn that is "%s"', (value, kind, except) => {
    expect(turnsOf(restriction(value), plain)).toEqual([
      { kind, isUTurn: value === 'no_u_turn', from: [1], via: { node: 9 }, to: [2], except },
    ]);
  });

  it.each([
    ['but for bicycles', restriction('no_left_turn', { except: 'bicycle;psv' }), ['bicycle']],
    [
      'but for who answers calls',
      restriction('no_left_turn', { except: 'emergency' }),
      ['motorcycle', 'car'],
    ],
    [
      'for cars alone',
      { type: 'restriction', 'restriction:motorcar': 'no_left_turn' },
      ['bicycle', 'motorcycle'],
    ],
    ['for motors', { type: 'restriction', 'restriction:motor_vehicle': 'no_left_turn' }, ['bicycle']],
    [
      'plainly, and at hours more',
      restriction('no_left_turn', { 'restriction:conditional': 'no_left_turn @ (07:00-09:00)' }),
      [],
    ],
  ])('holds %s', (_, tags, except) => {
    expect(turnsOf(tags, plain)).toMatchObject([{ kind: 'no', except }]);
  });

  it('may lead over roads, each named once', () => {
    const over = (...refs: number[]) => refs.map((ref) => member('via', ref, 'way'));
    expect(
      turnsOf(restriction('no_u_turn'), [member('to', 2), ...over(6, 5, 6), member('from', 1)]),
    ).toMatchObject([{ isUTurn: true, from: [1], via: { ways: [6, 5] }, to: [2] }]);
  });

  it('may come from several roads, or lead to several', () => {
    expect(
      turnsOf(restriction('no_entry'), [member('from', 1), ...plain.slice(1), member('from', 3)]),
    ).toMatchObject([{ from: [1, 3], to: [2] }]);
    expect(turnsOf(restriction('no_exit'), [...plain, member('to', 4)])).toMatchObject([
      { from: [1], to: [2, 4] },
    ]);
    expect(turnsOf(restriction('no_left_turn'), [...plain, member('to', 4)])).toBe('turn_incomplete');
  });

  it.each([
    [
      'turn_conditional',
      { type: 'restriction', 'restriction:conditional': 'no_left_turn @ (07:00-09:00)' },
      plain,
    ],
    ['turn_conditional', restriction('no_left_turn', { hour_on: '07:00', hour_off: '09:00' }), plain],
    ['turn_others', { type: 'restriction', 'restriction:hgv': 'no_left_turn' }, plain],
    ['turn_others', restriction('no_left_turn', { except: 'vehicle' }), plain],
    ['turn_unknown', restriction('no_picnic'), plain],
    ['turn_unknown', { type: 'restriction' }, plain],
    ['turn_incomplete', restriction('no_left_turn'), plain.slice(1)],
    ['turn_incomplete', restriction('no_left_turn'), [plain[0]!, plain[2]!]],
    ['turn_incomplete', restriction('no_left_turn'), [...plain, member('via', 8)]],
    ['turn_incomplete', restriction('no_left_turn'), [...plain, member('via', 5, 'way')]],
    ['turn_incomplete', restriction('no_u_turn'), [member('via', 5, 'way'), member('to', 2)]],
  ])('%s: is not taken', (reason, tags, members) => {
    expect(turnsOf(tags, members)).toBe(reason);
  });
});

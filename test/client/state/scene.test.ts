import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultScenes } from '../../../client/state/default-scenes.ts';
import {
  changeScene,
  decodeScenes,
  moveScene,
  SCENE_LIMITS,
  type Scene,
  sceneName,
  scenePart,
  sceneQuery,
  sceneSeconds,
  viewOfScene,
  WALL_FIGURES,
} from '../../../client/state/scene.ts';
import { DEFAULT_VIEW } from '../../../client/state/view-state.ts';
import { wallMapScale, wallTextPixels } from '../../../client/state/wall-size.ts';
import type { Bbox } from '../../../core/contract/geometry.ts';
import { NETS } from '../../../core/vocabulary.ts';

const CITY: Bbox = [101.6, 36.5, 101.9, 36.7];
const AREAS = ['630102', '630103'].map((code) => ({
  code,
  nameZh: '城东区',
  nameEn: 'Chengdong',
  bbox: [101.7, 36.55, 101.8, 36.65] as Bbox,
}));

const scene: fc.Arbitrary<Scene> = fc.record({
  id: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
  name: fc.option(fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text === text.trim())),
  subject: fc.oneof(
    fc.constant({ kind: 'city' } as const),
    fc.record({ kind: fc.constant('net' as const), net: fc.constantFrom(...NETS) }),
    fc.constant({ kind: 'area', code: '630102', nameZh: '城东区', nameEn: 'Chengdong' } as const),
  ),
  seconds: fc.integer({ min: 5, max: 3600 }),
  bbox: fc.constant(CITY),
  query: fc
    .record({
      hiddenNets: fc.subarray([...NETS]),
      showUnits: fc.boolean(),
      area: fc.constantFrom(null, '630102'),
    })
    .map(sceneQuery),
  figures: fc.subarray([...WALL_FIGURES]),
});

describe('scenes as they are stored', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(fc.uniqueArray(scene, { selector: ({ id }) => id, maxLength: 20 }), (scenes) => {
        expect(decodeScenes(JSON.parse(JSON.stringify(scenes)))).toEqual(scenes);
      }),
    );
  });

  test('whatever was stored, what comes back can be shown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.jsonValue(), scene))), (stored) => {
        for (const { id, seconds, bbox, figures } of decodeScenes(stored) ?? []) {
          expect(id).toMatch(/^[a-z0-9-]{1,40}$/);
          expect(sceneSeconds(seconds)).toBe(seconds);
          expect(bbox[0] < bbox[2] && bbox[1] < bbox[3]).toBe(true);
          expect(WALL_FIGURES).toEqual(expect.arrayContaining([...figures]));
        }
      }),
    );
  });

  test('without a list there are none; the same twice counts once; there is a most', () => {
    const [first] = defaultScenes(CITY, []);
    if (!first) throw new Error('a city has scenes');
    expect(decodeScenes(null)).toBeNull();
    expect(decodeScenes([first, first])).toHaveLength(1);
    const many = Array.from({ length: 80 }, (_, i) => ({ ...first, id: `s-${i}` }));
    expect(decodeScenes(many)).toHaveLength(SCENE_LIMITS.scenes);
  });

  test('names and seconds are brought within their limits', () => {
    expect(sceneName('  夜间  ')).toBe('夜间');
    expect(sceneName('   ')).toBeNull();
    expect(sceneName('x'.repeat(99))).toHaveLength(SCENE_LIMITS.nameLength);
    expect([sceneSeconds(''), sceneSeconds('7.4'), sceneSeconds(1), sceneSeconds(1e9)]).toEqual([
      SCENE_LIMITS.usualSeconds,
      7,
      5,
      3600,
    ]);
  });
});

describe('what a scene shows', () => {
  test('layers, filters and area, and neither theme nor selection', () => {
    const view = {
      ...DEFAULT_VIEW,
      hiddenNets: ['street'] as const,
      theme: 'light' as const,
      area: '630102',
    };
    const made = { ...defaultScenes(CITY, [])[0], query: sceneQuery(scenePart(view)) } as Scene;
    expect(viewOfScene(made)).toEqual(scenePart(view));
    expect(Object.keys(viewOfScene(made))).not.toContain('theme');
  });

  test('a city has scenes of the whole, of its areas and of the five nets, each with its own layers', () => {
    const scenes = defaultScenes(CITY, AREAS);
    expect(scenes.map(({ id }) => id)).toEqual([
      'city',
      'area-630102',
      'area-630103',
      ...NETS.map((net) => `net-${net}`),
    ]);
    expect(decodeScenes(JSON.parse(JSON.stringify(scenes)))).toEqual(scenes);
    const street = scenes.find(({ id }) => id === 'net-street');
    expect(street && viewOfScene(street).hiddenNets).toEqual(NETS.filter((net) => net !== 'street'));
    expect(viewOfScene(scenes[1] as Scene).area).toBe('630102');
  });
});

test('scenes are moved and changed in place, and nothing else is', () => {
  const scenes = defaultScenes(CITY, AREAS);
  expect(moveScene(scenes, 'city', 1).map(({ id }) => id)[1]).toBe('city');
  expect(moveScene(scenes, 'city', -1)).toEqual(scenes);
  expect(moveScene(scenes, 'none', 1)).toEqual(scenes);
  expect(changeScene(scenes, 'city', { seconds: 9 })[0]?.seconds).toBe(9);
  expect(changeScene(scenes, 'city', { seconds: 9 }).slice(1)).toEqual(scenes.slice(1));
});

describe('the size of words on the wall', () => {
  const sight = { width: 1920, height: 1080, screenInches: 55, distanceMetres: 3 };

  test('24 pixels at 3 m before 55 inches, twice that with twice the pixels', () => {
    expect(wallTextPixels(sight)).toBe(24);
    expect(wallTextPixels({ ...sight, width: 3840, height: 2160 })).toBe(48);
  });

  test('grows with the distance, shrinks with the screen, and leaves room for the map', () => {
    expect(wallTextPixels({ ...sight, distanceMetres: 5 })).toBe(40);
    expect(wallTextPixels({ ...sight, screenInches: 98, distanceMetres: 6 })).toBe(27);
    expect(wallTextPixels({ ...sight, distanceMetres: 15 })).toBe(59);
    expect(wallTextPixels({ ...sight, distanceMetres: 1 })).toBe(24);
  });

  test('the map grows along', () => {
    expect(wallMapScale(24)).toBe(1.7);
    expect(wallMapScale(10)).toBe(1);
  });
});

import { describe, expect, test } from 'vitest';
import { followedPart } from '../../../client/second-window/messages.ts';
import { encodeView } from '../../../client/state/view-codec.ts';
import { DEFAULT_VIEW, type View } from '../../../client/state/view-state.ts';

const MAIN: View = {
  ...DEFAULT_VIEW,
  mode: 'wall',
  list: 'units',
  camera: { lng: 101.7, lat: 36.6, zoom: 12 },
  selection: { noun: 'units', id: 'u' },
  instant: Date.UTC(2026, 10, 23),
  theme: 'light',
  language: 'en',
  hiddenNets: ['street'],
};

describe('what a second window takes over', () => {
  test('following: camera, selection, time, theme, layers; not what is its own', () => {
    const part = followedPart(encodeView(MAIN), 'follow');
    const { camera, selection, instant, theme, hiddenNets } = MAIN;
    expect(part).toMatchObject({ camera, selection, instant, theme, hiddenNets });
    for (const own of ['mode', 'list', 'language', 'second', 'page', 'scene', 'workspace'])
      expect(part).not.toHaveProperty(own);
  });

  test('roaming: the same filters and time, with camera and selection of its own', () => {
    const part = followedPart(encodeView(MAIN), 'roam');
    expect(part).toMatchObject({ theme: 'light', hiddenNets: ['street'] });
    expect(part).not.toHaveProperty('camera');
    expect(part).not.toHaveProperty('selection');
  });

  test('a main window without a map yet moves nobody', () => {
    expect(followedPart(encodeView(DEFAULT_VIEW), 'follow')).not.toHaveProperty('camera');
  });
});

import type { Level, RoadClass } from '../../core/vocabulary.ts';

export const ROAD_MIN_ZOOM: Record<RoadClass, number> = {
  motorway: 7,
  trunk: 8,
  primary: 10,
  secondary: 11,
  tertiary: 12,
  residential: 13,
  track: 14,
};
export const AREA_MIN_ZOOM: Record<Level, number> = {
  city: 0,
  district: 0,
  street: 8,
  community: 9,
  grid: 10,
};
export const LABEL_MIN_ZOOM: Record<Level, number> = {
  city: 4,
  district: 7,
  street: 9,
  community: 11,
  grid: 13,
};

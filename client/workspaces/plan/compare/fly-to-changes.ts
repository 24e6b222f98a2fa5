import type { Bbox } from '../../../../core/contract/geometry.ts';
import { groundFrames } from '../../../map/ground-frames.ts';
import { mapHost } from '../../../map/map-host.ts';
import { cameraOfBox, type Size } from '../../../map/panels/panel-frame.ts';
import { comparePicture } from '../../../planning/compare/compare-picture.ts';
import { boxOfGrids } from '../../../planning/compare/compared-grids.ts';

/** Of the width of what is flown to, on each side of it: the neighbours are to be seen. */
const ROOM = { all: 0.1, one: 0.5 };
const NEAREST_ZOOM = 17;
let panel: Size | null = null;

/** To be called with the size of the maps when there are two beside each other, and with null when there are not. */
export function sizePanel(size: Size | null): void {
  panel = size;
}

/** Goes to what changed, or to one of the changed grids. */
export function flyToChanges(id?: string): void {
  const grids = comparePicture.get()?.grids ?? [];
  const box = boxOfGrids(id === undefined ? grids : grids.filter((grid) => grid.id === id));
  if (!box) return;
  const wide = widened(box, id === undefined ? ROOM.all : ROOM.one);
  if (!panel) {
    mapHost.flyTo({ bbox: wide });
    return;
  }
  const camera = cameraOfBox(wide, panel);
  groundFrames.jumpTo({ ...camera, zoom: Math.min(NEAREST_ZOOM, camera.zoom) });
}

function widened([west, south, east, north]: Bbox, by: number): Bbox {
  const [dx, dy] = [(east - west) * by, (north - south) * by];
  return [west - dx, south - dy, east + dx, north + dy];
}

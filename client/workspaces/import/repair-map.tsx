import { type PointerEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrawnArea, RepairFeature } from '../../../core/contract/repair.ts';
import { Icon } from '../../ui/icon.tsx';
import { type Box, boxRound, type Camera, type Plane, pathOf, type Shape, zoomed } from './repair-shapes.ts';

/** Of the drawing in pixels; it is scaled to the room there is. */
const WIDTH = 640;
const HEIGHT = 420;
export const ASPECT = WIDTH / HEIGHT;
/** What is smaller than this in the drawing gets a marker. */
const VISIBLE_PIXELS = 7;
const MARKER_PIXELS = 5;

interface Props {
  plane: Plane;
  /** What the file draws, thinned, as far as it is shown. */
  outlines: readonly Shape[];
  places: readonly RepairFeature[];
  chosen: RepairFeature | undefined;
  /** The areas at the chosen place, in full. */
  drawn: readonly DrawnArea[];
  camera: Camera;
  onCamera(camera: Camera): void;
  onWhole(): void;
  onChoose(place: RepairFeature): void;
}

/** The places of a file that are mended, over what the file draws. What it shows the list beside it tells in words. */
export function RepairMap(props: Props) {
  const { t } = useTranslation();
  const { camera, onCamera, plane } = props;
  const drag = useDrag(camera, onCamera);
  const outlines = useMemo(
    () => props.outlines.map((shape) => pathOf(plane, shape)).join(''),
    [plane, props.outlines],
  );
  const shown = useMemo(
    () =>
      props.places.map((place) => ({
        place,
        path: pathOf(plane, place.geometry),
        box: boxRound(plane, [place.geometry]) as Box,
      })),
    [plane, props.places],
  );
  const metresPerPixel = camera.metres / WIDTH;
  const height = camera.metres / ASPECT;
  return (
    <figure className="repair-map">
      <svg
        viewBox={`${camera.x - camera.metres / 2} ${camera.y - height / 2} ${camera.metres} ${height}`}
        role="img"
        aria-label={t('import.repair.map', { n: props.places.length })}
        {...drag}
      >
        <path className="context" d={outlines} />
        {props.drawn.map(({ id, geometry }, place) => (
          <path key={id} className={`drawn d${place % 4}`} d={pathOf(plane, geometry)} />
        ))}
        {shown.map(({ place, path, box }) => {
          const size = Math.max(box.east - box.west, box.south - box.north) / metresPerPixel;
          const look = `place ${place.properties.kind} ${place === props.chosen ? 'chosen' : ''}`;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: an extra way for the mouse; the list is the way for all
            <g key={place.id} className={look} onClick={() => props.onChoose(place)}>
              <path d={path} />
              {size < VISIBLE_PIXELS ? (
                <circle
                  cx={(box.west + box.east) / 2}
                  cy={(box.north + box.south) / 2}
                  r={MARKER_PIXELS * metresPerPixel}
                />
              ) : null}
            </g>
          );
        })}
      </svg>
      <figcaption className="button-row">
        <button
          type="button"
          className="icon-button"
          aria-label={t('import.repair.closer')}
          onClick={() => onCamera(zoomed(camera, 0.5))}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('import.repair.farther')}
          onClick={() => onCamera(zoomed(camera, 2))}
        >
          <Icon name="minus" />
        </button>
        <button type="button" className="button" onClick={props.onWhole}>
          {t('import.repair.whole')}
        </button>
        <span className="muted">{t('import.repair.across', { length: lengthText(camera.metres) })}</span>
      </figcaption>
    </figure>
  );
}

function lengthText(metres: number): string {
  return metres < 1000 ? `${metres.toPrecision(2)} m` : `${(metres / 1000).toFixed(1)} km`;
}

/** Moves the camera with the pointer; a press that does not move is left to what lies under it. */
function useDrag(camera: Camera, onCamera: (camera: Camera) => void) {
  const from = useRef<{ x: number; y: number; camera: Camera } | null>(null);
  return {
    onPointerDown: ({ clientX, clientY }: PointerEvent<SVGSVGElement>) => {
      from.current = { x: clientX, y: clientY, camera };
    },
    onPointerMove: ({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>) => {
      const began = from.current;
      if (!began) return;
      const metres = began.camera.metres / currentTarget.clientWidth;
      onCamera({
        ...began.camera,
        x: began.camera.x - (clientX - began.x) * metres,
        y: began.camera.y - (clientY - began.y) * metres,
      });
    },
    onPointerUp: () => {
      from.current = null;
    },
    onPointerLeave: () => {
      from.current = null;
    },
  };
}

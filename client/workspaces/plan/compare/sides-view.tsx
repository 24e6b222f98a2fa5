import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groundFrames } from '../../../map/ground-frames.ts';
import { useInsets } from '../../../map/map-view.tsx';
import { movedCamera, type Size } from '../../../map/panels/panel-frame.ts';
import { PanelGround } from '../../../map/panels/panel-ground.ts';
import { paintSide, sidePicture } from '../../../map/panels/side-picture.ts';
import { usePanelMoves, usePanelZoomKeys, zoomPanels } from '../../../map/panels/use-panel-moves.ts';
import { type ComparePicture, comparePicture } from '../../../planning/compare/compare-picture.ts';
import { gridAt, type Side } from '../../../planning/compare/compared-grids.ts';
import { viewStore } from '../../../state/view.ts';
import { Icon } from '../../../ui/icon.tsx';
import { sizePanel } from './fly-to-changes.ts';
import { useSideLook } from './use-side-look.ts';

const SIDES = ['before', 'after'] as const;
const GAP_PIXELS = 8;
/** A key moves the maps by so much. */
const STEP_PIXELS = 80;
const MOVES: Record<string, { right: number; down: number }> = {
  ArrowLeft: { right: STEP_PIXELS, down: 0 },
  ArrowRight: { right: -STEP_PIXELS, down: 0 },
  ArrowUp: { right: 0, down: STEP_PIXELS },
  ArrowDown: { right: 0, down: -STEP_PIXELS },
};

/**
 * Both plans beside each other. One map draws the ground of both, which they copy frame by frame; what each has alone is drawn over it: a second map
 * would draw the whole city twice, and the two could part.
 */
export function SidesView({ picture, names }: { picture: ComparePicture; names: Record<Side, string> }) {
  const { t } = useTranslation();
  const insets = useInsets();
  const [size, place] = usePanelSize();
  const ground = useMemo(() => new PanelGround(), []);
  const moves = usePanelMoves();
  useEffect(() => ground.start(), [ground]);
  useEffect(() => {
    ground.resize(size);
    sizePanel(size);
    return () => sizePanel(null);
  }, [ground, size]);
  usePanelZoomKeys();
  return (
    <section className="compare-sides" style={insets} aria-label={t('compare.mode.sides')}>
      <div className="compare-sides-room" ref={place}>
        <ul {...moves}>
          {SIDES.map((side) => (
            <li key={side}>
              <p className="side-name">
                {t(`compare.${side}`)} · {names[side]}
              </p>
              <SidePanel side={side} name={names[side]} picture={picture} ground={ground} size={size} />
            </li>
          ))}
        </ul>
        <fieldset className="map-zoom" aria-label={t('map.zoom')}>
          {([1, -1] as const).map((levels) => (
            <button
              key={levels}
              type="button"
              aria-label={t(levels > 0 ? 'map.zoomIn' : 'map.zoomOut')}
              title={t(levels > 0 ? 'map.zoomIn' : 'map.zoomOut')}
              onClick={() => zoomPanels(levels)}
            >
              <Icon name={levels > 0 ? 'plus' : 'minus'} />
            </button>
          ))}
        </fieldset>
      </div>
    </section>
  );
}

function SidePanel(props: {
  side: Side;
  name: string;
  picture: ComparePicture;
  ground: PanelGround;
  size: Size;
}) {
  const { t } = useTranslation();
  const { side, name, picture, ground, size } = props;
  const { grids, borders, chosen } = picture;
  const canvas = useRef<HTMLCanvasElement>(null);
  const own = useMemo(() => sidePicture({ grids, borders }, side), [grids, borders, side]);
  const look = useSideLook(chosen);
  useEffect(() => {
    const paint = () => {
      const context = canvas.current?.getContext('2d');
      const camera = ground.camera();
      if (!context || !camera || size.width === 0) return;
      const ratio = Math.min(2, devicePixelRatio);
      context.canvas.width = Math.round(size.width * ratio);
      context.canvas.height = Math.round(size.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (ground.canvas.width > 0) context.drawImage(ground.canvas, 0, 0, size.width, size.height);
      paintSide(context, own, { camera, size, look });
    };
    paint();
    return ground.subscribe(paint);
  }, [own, look, ground, size]);
  const label = t('compare.panel', { what: `${t(`compare.${side}`)} · ${name}` });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a map, moved by keys as the other one is
    <div
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move it
      tabIndex={0}
      aria-label={label}
      title={label}
      onKeyDown={moveByKey}
      onClick={({ clientX, clientY, currentTarget }) => {
        const { left, top } = currentTarget.getBoundingClientRect();
        choose(grids, side, {
          right: clientX - left - size.width / 2,
          down: clientY - top - size.height / 2,
        });
      }}
    >
      <canvas ref={canvas} style={size} />
    </div>
  );
}

function moveByKey(event: KeyboardEvent): void {
  const by = MOVES[event.key];
  const { camera } = viewStore.get();
  if (!by || !camera) return;
  event.preventDefault();
  event.stopPropagation();
  groundFrames.jumpTo(movedCamera(camera, by));
}

/** Chooses the changed grid that lies so far from the middle of a map. */
function choose(
  grids: ComparePicture['grids'],
  side: Side,
  { right, down }: { right: number; down: number },
): void {
  const { camera } = viewStore.get();
  if (!camera) return;
  const at = movedCamera(camera, { right: -right, down: -down });
  comparePicture.choose(gridAt(grids, at, [side])?.id ?? null);
}

/** How large each of two maps is in the room that there is. */
function usePanelSize(): [size: Size, place: React.RefObject<HTMLDivElement | null>] {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      const width = Math.max(0, Math.floor((element.clientWidth - GAP_PIXELS) / 2));
      setSize((now) =>
        now.width === width && now.height === element.clientHeight
          ? now
          : { width, height: element.clientHeight },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, place];
}

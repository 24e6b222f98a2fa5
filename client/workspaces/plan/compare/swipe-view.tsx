import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { groundFrames } from '../../../map/ground-frames.ts';
import { useInsets } from '../../../map/map-view.tsx';
import { paintSide, sidePicture } from '../../../map/panels/side-picture.ts';
import type { ComparePicture } from '../../../planning/compare/compare-picture.ts';
import type { Side } from '../../../planning/compare/compared-grids.ts';
import { useSideLook } from './use-side-look.ts';

const SIDES = ['before', 'after'] as const;
/** Hundredths of the room for the maps by which a key moves the divider. */
const STEPS: Record<string, number> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
  Home: -100,
  End: 100,
};

/** The first plan left of a divider and the second right of it, over one map: moving the divider draws nothing anew. */
export function SwipeView({ picture, names }: { picture: ComparePicture; names: Record<Side, string> }) {
  const { t } = useTranslation();
  const insets = useInsets();
  const room = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(50);
  const move = (next: number) => setAt(Math.min(100, Math.max(0, next)));
  const drag = (event: PointerEvent) => {
    const box = room.current?.getBoundingClientRect();
    if (box && event.currentTarget.hasPointerCapture(event.pointerId))
      move(((event.clientX - box.left) / box.width) * 100);
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(at + step);
  };
  return (
    <section
      className="compare-swipe"
      style={{ ...insets, '--at': at / 100 } as CSSProperties}
      aria-label={t('compare.mode.swipe')}
    >
      {SIDES.map((side) => (
        <SideCanvas key={side} side={side} picture={picture} />
      ))}
      <div className="swipe-room" ref={room}>
        {SIDES.map((side) => (
          <p key={side} className={`side-name ${side}`}>
            {t(`compare.${side}`)} · {names[side]}
          </p>
        ))}
        <div
          role="slider"
          tabIndex={0}
          className="swipe-divider"
          aria-label={t('compare.divider')}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(at)}
          aria-valuetext={t('compare.dividerAt', { n: Math.round(at) })}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          onKeyDown={press}
        >
          <span aria-hidden="true">⇔</span>
        </div>
      </div>
    </section>
  );
}

function SideCanvas({ side, picture }: { side: Side; picture: ComparePicture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { grids, borders, chosen } = picture;
  const own = useMemo(() => sidePicture({ grids, borders }, side), [grids, borders, side]);
  const look = useSideLook(chosen);
  useEffect(
    () =>
      groundFrames.subscribe((ground, camera) => {
        const context = canvas.current?.getContext('2d');
        if (!context) return;
        const size = { width: ground.clientWidth, height: ground.clientHeight };
        const ratio = ground.width / size.width;
        context.canvas.width = ground.width;
        context.canvas.height = ground.height;
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        paintSide(context, own, { camera, size, look });
      }),
    [own, look],
  );
  return <canvas ref={canvas} className={side} />;
}

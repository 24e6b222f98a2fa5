import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type Split, WEEK_PARTS } from '../../../../core/columns/split.ts';
import { SHIFTS } from '../../../../core/vocabulary.ts';
import type { SplitPicture } from '../../../analysis/split-wish.ts';
import { useAnalysis } from '../../../analysis/use-analysis.ts';
import { useInsets } from '../../../map/map-view.tsx';
import type { Size } from '../../../map/panels/panel-frame.ts';
import { PanelGround } from '../../../map/panels/panel-ground.ts';
import { usePanelZoomKeys, zoomPanels } from '../../../map/panels/use-panel-moves.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { leaveSplit, sizePanels } from './enter-split.ts';
import { panelLayout } from './panel-layout.ts';
import { SplitGrid } from './split-grid.tsx';
import { MOST_PANELS, useSplit, useSplitWish } from './use-split.ts';
import './split.css';

/** Small multiples in the place of the map. */
export function SplitView() {
  const by = useSplit();
  return by ? <Multiples key={by} by={by} /> : null;
}

/** How many panels there may be, before it is known. */
function expected(by: Split): number {
  return by === 'weekend' ? WEEK_PARTS.length : by === 'shift' ? SHIFTS.length : MOST_PANELS;
}

function Multiples({ by }: { by: Split }) {
  const { t } = useTranslation();
  const insets = useInsets();
  const split = useAnalysis('split');
  const picture = split !== 'too_many' && split?.by === by ? split : null;
  const [room, place] = useRoom();
  const count = picture?.panels.length ?? expected(by);
  const layout = useMemo(() => panelLayout(count, room), [count, room]);
  const ground = useMemo(() => new PanelGround(), []);
  useEffect(() => ground.start(), [ground]);
  useEffect(() => ground.resize(layout.size), [ground, layout]);
  useEffect(() => {
    if (room.width > 0 && picture) sizePanels(layout.size);
  }, [room, picture, layout]);
  const camera = useSyncExternalStore(ground.subscribe, ground.camera);
  useSplitWish(by, camera, layout.size);
  const leave = () => leaveSplit();
  useKeys({ Escape: leave });
  usePanelZoomKeys();
  return (
    <section className="split" style={insets} aria-labelledby="split-title">
      <header>
        <h2 id="split-title">{t('split.title', { by: t(`split.by.${by}`) })}</h2>
        <p className="muted" role="status">
          {picture ? (
            <Told picture={picture} />
          ) : split === 'too_many' ? (
            t('analyse.tooMany')
          ) : (
            `${t('analyse.drawing')}…`
          )}
        </p>
        <fieldset className="split-buttons" aria-label={t('map.zoom')}>
          {([1, -1] as const).map((levels) => (
            <button
              key={levels}
              type="button"
              className="icon-button"
              aria-label={t(levels > 0 ? 'map.zoomIn' : 'map.zoomOut')}
              title={`${t(levels > 0 ? 'map.zoomIn' : 'map.zoomOut')} (${levels > 0 ? '+' : '-'})`}
              onClick={() => zoomPanels(levels)}
            >
              <Icon name={levels > 0 ? 'plus' : 'minus'} />
            </button>
          ))}
          <button type="button" className="button" onClick={leave}>
            {t('split.leave')} <kbd>Esc</kbd>
          </button>
        </fieldset>
      </header>
      <div className="split-room" ref={place}>
        {picture && camera ? <SplitGrid picture={picture} ground={ground} layout={layout} /> : null}
      </div>
    </section>
  );
}

/** What is shown of how much. */
function Told({ picture: { by, panels, parts, incidents } }: { picture: SplitPicture }) {
  const { t } = useTranslation();
  if (panels.length === 0) return t('split.none');
  const figures = { shown: panels.length, parts, n: formatNumber(incidents) };
  if (parts <= panels.length) return t('split.all', figures);
  return t(by === 'month' || by === 'week' ? 'split.last' : 'split.top', figures);
}

/** The size of what panels have room in. */
function useRoom(): [room: Size, place: React.RefObject<HTMLDivElement | null>] {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () =>
      setRoom(({ width, height }) => {
        const next = { width: element.clientWidth, height: element.clientHeight };
        return next.width === width && next.height === height ? { width, height } : next;
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [room, place];
}

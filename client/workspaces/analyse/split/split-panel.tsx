import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SplitPanel, SplitPicture } from '../../../analysis/split-wish.ts';
import { boxOnPanel, type Size } from '../../../map/panels/panel-frame.ts';
import type { PanelGround } from '../../../map/panels/panel-ground.ts';
import { useView, viewStore } from '../../../state/view.ts';
import type { View } from '../../../state/view-state.ts';
import { formatLevel, formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { RADIUS_PARAMETER, useRadius } from '../questions/dense/use-dense.ts';
import { leaveSplit } from './enter-split.ts';
import { panelTitle, panelUnit } from './panel-title.ts';
import { isPressed, pressed } from './split-state.ts';
import { useSplitTime } from './use-split.ts';

interface Props {
  panel: SplitPanel;
  picture: SplitPicture;
  ground: PanelGround;
  size: Size;
  /** Whether Tab comes here. */
  isStop: boolean;
  onFocus: () => void;
}

/** A part of the incidents on its own map. A press lets only this part through, another one lets it go. */
export function SplitPanelItem(props: Props) {
  const { t } = useTranslation();
  const { panel, picture, isStop } = props;
  const { by } = picture;
  const time = useSplitTime();
  const filter = useView((view) => view.filter);
  const analyse = useView((view) => view.analyse);
  const isOn = isPressed(by, panel, { filter, analyse }, time);
  const title = panelTitle(t, by, panel);
  const { metres } = useRadius();
  const next = () => {
    const view = pressed(by, panel, viewStore.get(), time);
    return isOn ? view : withRadius(view, metres);
  };
  const enlarge = () => leaveSplit(isOn ? viewStore.get() : next());
  return (
    <li className={isOn ? 'on' : undefined} data-key={panel.key}>
      <button
        type="button"
        className="split-press"
        aria-pressed={isOn}
        tabIndex={isStop ? 0 : -1}
        title={t(isOn ? 'split.letGo' : 'split.only', { what: title })}
        onFocus={props.onFocus}
        onClick={() => viewStore.set(next())}
      >
        <PanelCanvas {...props} />
        <span className="split-name">{title}</span>
        <span className="split-figures">
          {t(panelUnit(by), {
            n: formatNumber(panel.incidents),
            rate: formatLevel(panel.incidents / panel.days),
          })}
        </span>
      </button>
      <button
        type="button"
        className="icon-button small"
        aria-label={t('split.enlarge', { what: title })}
        title={t('split.enlarge', { what: title })}
        onClick={enlarge}
      >
        <Icon name="enlarge" size={12} />
      </button>
    </li>
  );
}

/** The suggested radius is that of what counts: without it the panels would be drawn otherwise as soon as one of them alone counts. */
function withRadius(view: Pick<View, 'filter' | 'analyse'>, metres: number): typeof view {
  const { analyse } = view;
  const parameters = { [RADIUS_PARAMETER]: String(metres), ...analyse.parameters };
  return { ...view, analyse: { ...analyse, parameters } };
}

function PanelCanvas({ panel, picture, ground, size }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const opacity = useView((view) => view.density.opacity);
  const { columns, rowsDown, bbox } = picture;
  const raster = useMemo(() => rasterOf(panel, columns, rowsDown), [panel, columns, rowsDown]);
  useEffect(() => {
    const paint = () => {
      const context = canvas.current?.getContext('2d');
      const camera = ground.camera();
      if (!context || !camera) return;
      const ratio = Math.min(2, devicePixelRatio);
      context.canvas.width = Math.round(size.width * ratio);
      context.canvas.height = Math.round(size.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (ground.canvas.width > 0) context.drawImage(ground.canvas, 0, 0, size.width, size.height);
      context.globalAlpha = opacity;
      context.imageSmoothingQuality = 'high';
      const { left, top, width, height } = boxOnPanel(bbox, camera, size);
      context.drawImage(raster, left, top, width, height);
    };
    paint();
    return ground.subscribe(paint);
  }, [ground, raster, bbox, size, opacity]);
  return <canvas ref={canvas} style={{ width: size.width, height: size.height }} />;
}

function rasterOf({ pixels }: SplitPanel, columns: number, rowsDown: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rowsDown;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, columns, rowsDown), 0, 0);
  return canvas;
}

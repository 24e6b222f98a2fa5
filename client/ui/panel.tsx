import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';

const LEAST = 220;
const MOST = 620;
const STEP = 16;

/** A panel over the map, dragged wider or narrower by its inner edge (or by the arrow keys on it). */
export function Panel(props: {
  side: 'left' | 'right';
  label: string;
  width: number;
  onWidth: (width: number) => void;
  children: ReactNode;
}) {
  const { side, label, width, onWidth } = props;
  return (
    <aside className={`panel ${side}`} style={{ width }} aria-label={label}>
      {props.children}
      <Edge side={side} width={width} onWidth={(next) => onWidth(Math.min(MOST, Math.max(LEAST, next)))} />
    </aside>
  );
}

function Edge({
  side,
  width,
  onWidth,
}: {
  side: 'left' | 'right';
  width: number;
  onWidth: (w: number) => void;
}) {
  const { t } = useTranslation();
  const start = useRef<{ at: number; width: number } | null>(null);
  const towards = side === 'left' ? 1 : -1;
  const drag = (event: PointerEvent) => {
    if (start.current) onWidth(start.current.width + (event.clientX - start.current.at) * towards);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0;
    if (step) onWidth(width + step * towards);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is not an <hr>
    <div
      className="panel-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('app.resize')}
      aria-valuenow={Math.round(width)}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: event.clientX, width };
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}

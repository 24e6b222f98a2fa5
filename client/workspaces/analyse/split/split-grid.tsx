import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SplitPicture } from '../../../analysis/split-wish.ts';
import type { PanelGround } from '../../../map/panels/panel-ground.ts';
import { usePanelMoves } from '../../../map/panels/use-panel-moves.ts';
import type { Layout } from './panel-layout.ts';
import { SplitPanelItem } from './split-panel.tsx';

/** The panels: one stop for the keyboard, in which the arrows go from one to the next. */
export function SplitGrid(props: { picture: SplitPicture; ground: PanelGround; layout: Layout }) {
  const { t } = useTranslation();
  const { picture, ground, layout } = props;
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const moves = usePanelMoves();
  const { panels } = picture;
  const stop = Math.min(at, panels.length - 1);
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -layout.across, ArrowDown: layout.across }[
      event.key
    ];
    const next = stop + (step ?? 0);
    if (!step || !panels[next]) return;
    event.preventDefault();
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>('.split-press')[next]?.focus();
  };
  return (
    <ul
      ref={list}
      className="split-grid"
      aria-label={t('split.panels')}
      style={{ '--across': layout.across } as CSSProperties}
      onKeyDown={walk}
      {...moves}
    >
      {panels.map((panel, i) => (
        <SplitPanelItem
          key={panel.key}
          panel={panel}
          picture={picture}
          ground={ground}
          size={layout.size}
          isStop={i === stop}
          onFocus={() => setAt(i)}
        />
      ))}
    </ul>
  );
}

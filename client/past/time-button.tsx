import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presentNow } from '../live/present-now.ts';
import { useView, viewStore } from '../state/view.ts';
import { formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.ts';
import { GoToTime } from './go-to-time.tsx';
import { pastStore } from './past-store.ts';
import { usePast } from './use-past.ts';

const HOUR_MS = 3_600_000;

/** Opens the time machine: at the start of what is brushed, or at a time that it asks for. */
export function TimeButton() {
  const { t } = useTranslation();
  const past = usePast();
  const brush = useView((view) => view.brush);
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => {
    const { brush: brushed } = viewStore.get();
    if (brushed && brushed.fromMs < presentNow()) pastStore.goTo(brushed.fromMs);
    else setAsking(true);
  };
  useKeys({ t: () => (past ? focusTime() : open()) });
  const close = () => {
    setAsking(false);
    button.current?.focus();
  };
  const word = brush ? t('past.openAt', { time: formatTime(brush.fromMs, presentNow()) }) : t('past.open');
  return (
    <span className="time-button">
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-label={word}
        aria-keyshortcuts="t"
        aria-pressed={past !== undefined}
        title={`${word} (T)`}
        onClick={past ? focusTime : open}
      >
        <Icon name="past" />
      </button>
      {asking && !past ? <Ask onClose={close} /> : null}
    </span>
  );
}

function focusTime(): void {
  document.querySelector<HTMLInputElement>('.past-bar input')?.focus();
}

function Ask({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [atMs] = useState(() => presentNow() - HOUR_MS);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const pressed = (event: PointerEvent) => {
      if (!element.current?.contains(event.target as Node)) onClose();
    };
    window.addEventListener('pointerdown', pressed);
    return () => window.removeEventListener('pointerdown', pressed);
  }, [onClose]);
  return (
    <div
      className="time-ask"
      ref={element}
      role="dialog"
      aria-label={t('past.open')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <GoToTime atMs={atMs} focused onDone={onClose} />
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.ts';
import { type PastState, SPEEDS, type Speed } from './past-state.ts';
import { pastStore } from './past-store.ts';

/** Step back, play or pause, step on, and how fast. */
export function ReplayControls({ past }: { past: PastState }) {
  const { t } = useTranslation();
  const isGoing = past.mode === 'playing' || past.mode === 'waiting';
  const toggle = () => (isGoing ? pastStore.pause() : pastStore.play());
  const step = (direction: 'earlier' | 'later') => void pastStore.step(direction);
  useKeys({ p: toggle, ',': () => step('earlier'), '.': () => step('later') });
  const isReady = past.mode !== 'loading' && past.mode !== 'failed';
  return (
    <div className="past-controls">
      <ControlButton
        icon="stepBack"
        word={t('past.earlier')}
        shortcut=","
        disabled={!isReady}
        onClick={() => step('earlier')}
      />
      <ControlButton
        icon={isGoing ? 'pause' : 'play'}
        word={isGoing ? t('past.pause') : t('past.play')}
        shortcut="p"
        disabled={!isReady}
        onClick={toggle}
      />
      <ControlButton
        icon="stepOn"
        word={t('past.later')}
        shortcut="."
        disabled={!isReady}
        onClick={() => step('later')}
      />
      <select
        className="speed"
        aria-label={t('past.speed')}
        value={past.speed}
        onChange={(event) => pastStore.setSpeed(Number(event.target.value) as Speed)}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
    </div>
  );
}

function ControlButton(props: {
  icon: 'stepBack' | 'stepOn' | 'play' | 'pause';
  word: string;
  shortcut: string;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.word}
      aria-keyshortcuts={props.shortcut}
      title={`${props.word} (${props.shortcut.toUpperCase()})`}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { mainWindow, openSecond } from '../second-window/main-window.ts';
import { secondWindow } from '../second-window/second-window.ts';
import { useView } from '../state/view.ts';
import type { SecondWindow } from '../state/view-state.ts';
import { useKeys } from '../ui/keys.ts';
import './second-badge.css';

/** Whether this window follows another one, roams beside it, or is followed. Y opens a second window, and in one changes what it does. */
export function SecondBadge() {
  const second = useView((view) => view.second);
  const isSecond = second !== null;
  useEffect(() => (isSecond ? secondWindow.start() : mainWindow.start()), [isSecond]);
  useKeys({ y: isSecond ? secondWindow.toggle : openSecond });
  return second ? <OfSecond second={second} /> : <OfMain />;
}

function OfSecond({ second }: { second: SecondWindow }) {
  const { t } = useTranslation();
  const link = useSyncExternalStore(secondWindow.subscribe, secondWindow.get);
  return (
    <span className={`second-badge ${link}`} role="status">
      <button
        type="button"
        className="button"
        title={t(`wall.second.${second.mode}Hint`)}
        onClick={secondWindow.toggle}
      >
        {t(`wall.second.${second.mode}`)} <kbd>Y</kbd>
      </button>
      {link === 'linked' ? null : <span>{t(`wall.second.${link}`)}</span>}
    </span>
  );
}

function OfMain() {
  const { t } = useTranslation();
  const { followers, blocked } = useSyncExternalStore(mainWindow.subscribe, mainWindow.get);
  if (blocked)
    return (
      <span className="second-badge gone" role="alert">
        {t('wall.second.blocked')}
      </span>
    );
  return followers > 0 ? (
    <span className="second-badge muted">{t('wall.second.count', { n: followers })}</span>
  ) : null;
}

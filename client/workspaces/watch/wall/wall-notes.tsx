import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { askSession, sessionEnd, toSignIn, useSession } from '../../../api/session.ts';
import { liveSet } from '../../../live/live-set.ts';
import { useConnection, usePresentNow } from '../../../live/use-live.ts';
import { useMapState } from '../../../map/map-view.tsx';
import { formatAge, formatClock, formatSpan } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useWall } from '../../../wall/use-wall.ts';
import { useWallSettings } from '../../../wall/wall-settings.ts';
import { wallStore } from '../../../wall/wall-store.ts';

const ASK_EVERY_MS = 5000;

/** What keeps the wall from showing its scenes as they are now, and what to do about it. */
export function WallNotes() {
  return (
    <>
      <SessionNote />
      <GraphicsNote />
      <LockNote />
    </>
  );
}

function LockNote() {
  const { t } = useTranslation();
  const { lockedAtMs } = useWall();
  const { unlockMinutes } = useWallSettings();
  usePresentNow(1000);
  if (lockedAtMs === null) return null;
  const leftMs = lockedAtMs + unlockMinutes * 60_000 - performance.now();
  return (
    <div className="wall-note" role="status">
      <Icon name="warning" />
      <p>
        <strong>{t('wall.lockedTitle')}</strong>{' '}
        {unlockMinutes > 0 ? (
          <span aria-hidden="true">{t('wall.unlockIn', { time: formatSpan(leftMs) })}</span>
        ) : null}
      </p>
      <button type="button" className="button" onClick={() => wallStore.tell({ kind: 'unlock' })}>
        {t('wall.unlock')} <kbd>U</kbd>
      </button>
    </div>
  );
}

/** While nobody is signed in the last picture stays; somebody who signs in in another window of this browser brings it back to life. */
function SessionNote() {
  const { t } = useTranslation();
  const { account } = useSession();
  const ended = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.get);
  const { lastMessageAtMs } = useConnection();
  const now = usePresentNow(1000);
  useEffect(() => {
    if (!ended) return;
    const timer = setInterval(() => void comeBack(account.id), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ended, account.id]);
  if (!ended) return null;
  const ageMs = Date.now() - (lastMessageAtMs ?? Date.now());
  return (
    <div className="wall-note bad" role="alert">
      <Icon name="warning" />
      <p>
        <strong>{t('wall.ended', { time: formatClock(now - ageMs), age: formatAge(ageMs) })}</strong>
      </p>
      <button type="button" className="button primary" onClick={toSignIn}>
        {t('wall.signInAgain')}
      </button>
    </div>
  );
}

async function comeBack(accountId: string): Promise<void> {
  const { account } = await askSession().catch(() => ({ account: null }));
  if (!account) return;
  // Somebody else may be allowed to see less than what is still shown.
  if (account.id !== accountId) return location.reload();
  sessionEnd.set(false);
  liveSet.restart();
}

function GraphicsNote() {
  const { t } = useTranslation();
  const { status, timesLost } = useMapState();
  return status === 'lost' ? (
    <div className="wall-note bad" role="alert">
      <Icon name="warning" />
      <p>
        <strong>{t('wall.lost', { n: timesLost })}</strong>
      </p>
      <button type="button" className="button" onClick={() => location.reload()}>
        {t('app.reload')}
      </button>
    </div>
  ) : null;
}

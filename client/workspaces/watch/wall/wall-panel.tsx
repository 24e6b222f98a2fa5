import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { pictureAge } from '../../../live/reconnect.ts';
import { useConnection, useServerNow } from '../../../live/use-live.ts';
import { WALL_FIGURES } from '../../../state/scene.ts';
import { useView } from '../../../state/view.ts';
import { sceneProgress, type WallState } from '../../../state/wall-rotation.ts';
import { formatAge } from '../../../ui/format.ts';
import { useSceneName } from '../../../wall/scene-name.ts';
import { useScenes, useWall } from '../../../wall/use-wall.ts';
import { wakeLock } from '../../../wall/wake-lock.ts';
import { useWallSettings } from '../../../wall/wall-settings.ts';
import { planOf } from '../../../wall/wall-store.ts';
import { WallFigures } from '../wall-figures.tsx';
import { WallControls } from './wall-controls.tsx';

/** What is shown, for how long still, how old it is, and its figures. */
export function WallPanel() {
  const { t } = useTranslation();
  const wall = useWall();
  const scenes = useScenes();
  const sceneName = useSceneName();
  const at = scenes.findIndex(({ id }) => id === wall.sceneId);
  const scene = wall.lockedAtMs === null && !wall.alarm ? scenes[at] : undefined;
  const isFollowing = useView((view) => view.second?.mode === 'follow');
  const without = wall.lockedAtMs !== null ? 'wall.ownView' : wall.alarm ? 'wall.atAlarm' : 'wall.noScenes';
  const name = scene ? sceneName(scene) : t(isFollowing ? 'wall.second.follow' : without);
  return (
    <section className="wall-panel" aria-label={t('shell.wall')}>
      <header>
        <h2>{name}</h2>
        <Progress wall={wall} />
        {scene ? (
          <span className="wall-position">
            <span aria-hidden="true">
              {at + 1}/{scenes.length}
            </span>
            <span className="visually-hidden">{t('wall.position', { n: at + 1, of: scenes.length })}</span>
          </span>
        ) : null}
        <WallControls />
        <WakeNote />
        <PictureAge />
      </header>
      <WallFigures keys={scene?.figures ?? WALL_FIGURES} />
    </section>
  );
}

/** Says what the wall does, and how far it is with this scene. */
function Progress({ wall }: { wall: WallState }) {
  const { t } = useTranslation();
  const { rotating } = useWallSettings();
  useServerNow(1000);
  const share = sceneProgress(wall, planOf(), performance.now());
  const word = wall.lockedAtMs !== null ? 'locked' : wall.alarm ? 'atAlarm' : rotating ? 'rotating' : 'held';
  return (
    <span className={`wall-progress ${word}`}>
      <span className={wall.alarm ? 'visually-hidden' : undefined}>{t(`wall.${word}`)}</span>
      {share === null ? null : (
        <progress
          max={1}
          value={share}
          aria-label={t('wall.progress')}
          aria-valuetext={`${Math.round(share * 100)}%`}
        />
      )}
    </span>
  );
}

/** Always there: a picture that does not say how old it is can not be trusted. */
function PictureAge() {
  const { t } = useTranslation();
  const connection = useConnection();
  useServerNow(1000);
  const { ageMs, state } = pictureAge(connection, Date.now());
  return (
    <span className={`wall-age ${state}`}>
      <i aria-hidden="true" />
      {t(`wall.age.${state}`, { age: formatAge(ageMs ?? 0) })}
    </span>
  );
}

function WakeNote() {
  const { t } = useTranslation();
  const state = useSyncExternalStore(wakeLock.subscribe, wakeLock.get);
  return state === 'absent' || state === 'refused' ? (
    <span className="wall-wake" role="status">
      {t(`wall.wake.${state}`)}
    </span>
  ) : null;
}

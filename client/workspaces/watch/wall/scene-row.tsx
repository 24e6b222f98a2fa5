import { useTranslation } from 'react-i18next';
import {
  changeScene,
  moveScene,
  SCENE_LIMITS,
  type Scene,
  sceneName,
  sceneSeconds,
  WALL_FIGURES,
} from '../../../state/scene.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useSceneName } from '../../../wall/scene-name.ts';
import { useWall } from '../../../wall/use-wall.ts';
import { wallStore } from '../../../wall/wall-store.ts';

interface RowProps {
  scene: Scene;
  isFirst: boolean;
  isLast: boolean;
  save: (change: (scenes: readonly Scene[]) => readonly Scene[]) => void;
  /** Makes it the present view. */
  update: () => void;
  remove: () => void;
}

/** One scene: its name, how long, which figures, where in the order. */
export function SceneRow({ scene, isFirst, isLast, save, update, remove }: RowProps) {
  const { t } = useTranslation();
  const name = useSceneName()(scene);
  const isShown = useWall().sceneId === scene.id;
  const change = (patch: Partial<Scene>) => save((scenes) => changeScene(scenes, scene.id, patch));
  const move = (by: number) => save((scenes) => moveScene(scenes, scene.id, by));
  const [least, most] = SCENE_LIMITS.seconds;
  return (
    <li className={isShown ? 'shown' : undefined}>
      <span className="scene-order">
        <button
          type="button"
          className="icon-button small"
          aria-label={t('wall.edit.up', { name })}
          disabled={isFirst}
          onClick={() => move(-1)}
        >
          <Icon name="up" size={12} />
        </button>
        <button
          type="button"
          className="icon-button small"
          aria-label={t('wall.edit.down', { name })}
          disabled={isLast}
          onClick={() => move(1)}
        >
          <Icon name="down" size={12} />
        </button>
      </span>
      <input
        key={name}
        type="text"
        aria-label={t('wall.edit.name')}
        maxLength={SCENE_LIMITS.nameLength}
        defaultValue={name}
        onBlur={(event) => {
          const wanted = sceneName(event.target.value);
          if (wanted && wanted !== name) change({ name: wanted });
          else event.target.value = name;
        }}
      />
      <label className="scene-seconds">
        <input
          key={scene.seconds}
          type="number"
          min={least}
          max={most}
          aria-label={t('wall.edit.secondsOf', { name })}
          defaultValue={scene.seconds}
          onBlur={(event) => {
            const seconds = sceneSeconds(event.target.value);
            event.target.value = String(seconds);
            if (seconds !== scene.seconds) change({ seconds });
          }}
        />
        {t('wall.edit.seconds')}
      </label>
      <Figures scene={scene} name={name} change={change} />
      <span className="scene-acts">
        <button
          type="button"
          className="button"
          aria-label={t('wall.edit.showThis', { name })}
          onClick={() => wallStore.showScene(scene)}
        >
          {t('wall.edit.show')}
        </button>
        <button
          type="button"
          className="button"
          aria-label={t('wall.edit.updateThis', { name })}
          onClick={update}
        >
          {t('wall.edit.update')}
        </button>
        <button
          type="button"
          className="button"
          aria-label={t('wall.edit.removeThis', { name })}
          onClick={remove}
        >
          {t('wall.edit.remove')}
        </button>
      </span>
    </li>
  );
}

function Figures({
  scene,
  name,
  change,
}: {
  scene: Scene;
  name: string;
  change: (patch: Partial<Scene>) => void;
}) {
  const { t } = useTranslation();
  return (
    <details className="scene-figures">
      <summary>
        {t('wall.edit.figures')} {scene.figures.length}
        <span className="visually-hidden"> {name}</span>
      </summary>
      <div>
        {WALL_FIGURES.map((figure) => (
          <label key={figure} className="check">
            <input
              type="checkbox"
              checked={scene.figures.includes(figure)}
              onChange={(event) =>
                change({
                  figures: WALL_FIGURES.filter((one) =>
                    one === figure ? event.target.checked : scene.figures.includes(one),
                  ),
                })
              }
            />
            {t(`wall.edit.figure.${figure}`)}
          </label>
        ))}
      </div>
    </details>
  );
}

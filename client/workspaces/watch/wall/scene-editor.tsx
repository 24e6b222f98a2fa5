import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mapHost } from '../../../map/map-host.ts';
import {
  changeScene,
  SCENE_LIMITS,
  type Scene,
  sceneName,
  scenePart,
  sceneQuery,
  WALL_FIGURES,
} from '../../../state/scene.ts';
import { viewStore } from '../../../state/view.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { sceneEditor } from '../../../wall/scene-editor-open.ts';
import { useSceneName } from '../../../wall/scene-name.ts';
import { useScenes } from '../../../wall/use-wall.ts';
import { wallSettings } from '../../../wall/wall-settings.ts';
import { wallStore } from '../../../wall/wall-store.ts';
import { SceneRow } from './scene-row.tsx';
import { WallChoices } from './wall-choices.tsx';
import './scene-editor.css';

/** The scenes of the wall, in order, and how it runs. Every change holds at once. */
export function SceneEditor() {
  const { t } = useTranslation();
  const scenes = useScenes();
  const nameOf = useSceneName();
  const [undo, setUndo] = useState<{ said: string; before: readonly Scene[] | null } | null>(null);
  useEffect(() => wallStore.prepare(), []);
  const save = (next: readonly Scene[]) => wallSettings.set({ scenes: next });
  const replace = (said: string, next: readonly Scene[] | null) => {
    setUndo({ said, before: wallSettings.get().scenes });
    wallSettings.set({ scenes: next });
  };
  const update = (id: string) => {
    const now = presentView();
    if (now) save(changeScene(scenes, id, now));
  };
  return (
    <Dialog title={t('wall.edit.title')} onClose={() => sceneEditor.set(false)} className="scene-editor">
      <p className="muted">{t('wall.edit.hint')}</p>
      <ol aria-label={t('wall.edit.scenes')}>
        {scenes.map((scene, i) => (
          <SceneRow
            key={scene.id}
            scene={scene}
            isFirst={i === 0}
            isLast={i === scenes.length - 1}
            save={(change) => save(change(scenes))}
            update={() => update(scene.id)}
            remove={() =>
              replace(
                t('wall.edit.removed', { name: nameOf(scene) }),
                scenes.filter((other) => other !== scene),
              )
            }
          />
        ))}
      </ol>
      <p role="status" className="scene-undo">
        {undo ? (
          <>
            {undo.said}{' '}
            <button
              type="button"
              className="button"
              onClick={() => {
                wallSettings.set({ scenes: undo.before });
                setUndo(null);
              }}
            >
              {t('wall.edit.undo')}
            </button>
          </>
        ) : null}
      </p>
      <NewScene scenes={scenes} save={save} />
      <button
        type="button"
        className="button"
        disabled={wallSettings.get().scenes === null}
        onClick={() => replace(t('wall.edit.wasReset'), null)}
      >
        {t('wall.edit.reset')}
      </button>
      <WallChoices />
    </Dialog>
  );
}

function NewScene({ scenes, save }: { scenes: readonly Scene[]; save: (next: readonly Scene[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const isFull = scenes.length >= SCENE_LIMITS.scenes;
  const add = (event: FormEvent) => {
    event.preventDefault();
    const [name, now] = [sceneName(text), presentView()];
    if (!name || !now || isFull) return;
    const id = `own-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
    save([
      ...scenes,
      {
        id,
        name,
        subject: { kind: 'city' },
        seconds: SCENE_LIMITS.usualSeconds,
        figures: WALL_FIGURES,
        ...now,
      },
    ]);
    setText('');
  };
  return (
    <form className="new-scene" onSubmit={add}>
      <input
        type="text"
        aria-label={t('wall.edit.newName')}
        placeholder={t('wall.edit.newName')}
        maxLength={SCENE_LIMITS.nameLength}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={!sceneName(text) || isFull}>
        {t('wall.edit.add')}
      </button>
      {isFull ? <p className="note tone-warn">{t('wall.edit.full', { n: SCENE_LIMITS.scenes })}</p> : null}
    </form>
  );
}

/** What is looked at now, as a scene keeps it; undefined before there is a map. */
function presentView(): Pick<Scene, 'bbox' | 'query'> | undefined {
  const bbox = mapHost.seen();
  return bbox && { bbox, query: sceneQuery(scenePart(viewStore.get())) };
}

import { useEffect, useSyncExternalStore } from 'react';
import { type Load, Loaded } from '../../../ui/loaded.tsx';
import { sceneEditor } from '../../../wall/scene-editor-open.ts';

const load: Load = async () => (await import('./scene-editor.tsx')).SceneEditor;

/** Where the scenes are edited, on the wall and on the desk. */
export function SceneEditorPlace() {
  const open = useSyncExternalStore(sceneEditor.subscribe, sceneEditor.get);
  useEffect(() => () => sceneEditor.set(false), []);
  return open ? <Loaded load={load} fallback={null} /> : null;
}

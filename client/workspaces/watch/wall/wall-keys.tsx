import { useEffect } from 'react';
import { mayDo } from '../../../../core/contract/permission.ts';
import { acknowledge } from '../../../alarms/alarm-acts.ts';
import { useSession } from '../../../api/session.ts';
import { presentSet } from '../../../live/live-set.ts';
import { isTyping, useKeys } from '../../../ui/keys.ts';
import { preferences } from '../../../ui/preferences.ts';
import { sceneEditor } from '../../../wall/scene-editor-open.ts';
import { wallStore } from '../../../wall/wall-store.ts';
import { mostUrgent } from '../alarms/alarm-order.ts';

/** The keys of the wall. */
export function WallKeys() {
  const { account } = useSession();
  const acknowledgeFirst = () => {
    const [first] = mostUrgent(presentSet.get('alarms').values());
    if (!first || !mayDo(account.role, 'handle_alarm')) return false;
    void acknowledge([first]);
    return true;
  };
  useKeys({
    u: () => wallStore.tell({ kind: 'unlock' }),
    e: () => sceneEditor.set(true),
    w: wallStore.leave,
    a: acknowledgeFirst,
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed, true);
    return () => window.removeEventListener('keydown', pressed, true);
  }, []);
  return null;
}

const STEPS: Record<string, () => void> = {
  ' ': wallStore.toggle,
  ArrowLeft: () => wallStore.tell({ kind: 'step', by: -1 }),
  ArrowRight: () => wallStore.tell({ kind: 'step', by: 1 }),
};

/** Heard before the map, which would pan at the arrows; a button under the focus keeps its space bar. */
function pressed(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const target = event.target as HTMLElement | null;
  const isModified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing;
  if (!step || isModified || !preferences.get().singleKeys || isTyping(target)) return;
  if (target?.closest('dialog, .menu') || (event.key === ' ' && target?.closest('button, a, input'))) return;
  event.preventDefault();
  event.stopPropagation();
  step();
}

import { useEffect } from 'react';
import { removeStop } from '../../../../core/patrol/edit-rounds.ts';
import { mapHost } from '../../../map/map-host.ts';
import { isTyping, type KeyHandlers, useKeys } from '../../../ui/keys.ts';
import { words } from '../../../ui/words/words.ts';
import { closePlan } from './open-plan.ts';
import { patrolStore, stopLookedAt } from './patrol-store.ts';
import { useMayEdit } from './use-plan.ts';

/** With Shift, since the keys of Watch work here too: begin a plan, optimise it, save it. */
export const PATROL_KEYS = { begin: 'P', optimise: 'O', save: 'S' } as const;

/** Begins a plan of the shift that is looked at. */
export function beginPlan(): void {
  const { day, shift } = patrolStore.get();
  patrolStore.begin(`${day.slice(5)} ${words.t(`shiftName.${shift}`)}`);
}

const EVERYBODY: KeyHandlers = { Escape: stepBack };
const EDITOR: KeyHandlers = {
  [PATROL_KEYS.begin]: () => (patrolStore.get().plan === null ? beginPlan() : false),
  Delete: removeChosen,
};

/** Shift+P begins a plan, Delete takes the chosen stop out, Escape steps back, Ctrl+Z and Ctrl+Shift+Z take back and make again. */
export function PatrolKeys() {
  const mayEdit = useMayEdit();
  useKeys(EVERYBODY);
  useKeys(EDITOR, mayEdit);
  useEffect(() => {
    if (!mayEdit) return;
    const listen = (event: KeyboardEvent) => {
      const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z';
      if (!isMeant || isTyping(event.target) || event.isComposing) return;
      if ((event.target as HTMLElement | null)?.closest('dialog')) return;
      event.preventDefault();
      if (event.shiftKey) patrolStore.redo();
      else patrolStore.undo();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [mayEdit]);
  return null;
}

function removeChosen(): boolean {
  const state = patrolStore.get();
  const at = stopLookedAt(state);
  if (!state.plan || !at) return false;
  patrolStore.change(removeStop(state.plan.rounds, at), { round: at.round, stop: null });
  return true;
}

function stepBack(): boolean {
  const { at, plan, drawing } = patrolStore.get();
  if (drawing !== null) mapHost.cancelPick();
  else if (at) patrolStore.look(at.stop === null ? null : { round: at.round, stop: null });
  else if (plan && !plan.isChanged) closePlan();
  else return false;
  return true;
}

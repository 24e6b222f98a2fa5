import { useEffect } from 'react';
import { draftSession } from '../../planning/draft-session.ts';
import { planning, TOOLS } from '../../planning/planning.ts';
import { takeTool } from '../../planning/tools/tools.ts';
import { BALANCE_KEY, TOOL_KEYS } from '../../state/key-table.ts';
import { isTyping, type KeyHandlers, useKeys } from '../../ui/keys.ts';
import { preferences } from '../../ui/preferences.ts';
import { flyToGrid } from './fly-to-grid.ts';
import { useMayEdit } from './use-may-edit.ts';

/** A letter takes each tool, E shows the proposals to even grids, F goes to the chosen grid, Ctrl+Z and Ctrl+Shift+Z take back and make again. */
export function PlanKeys() {
  const mayEdit = useMayEdit();
  const tools = TOOLS.filter((tool) => mayEdit || tool === 'comment');
  const handlers: KeyHandlers = {
    ...Object.fromEntries(tools.map((tool) => [TOOL_KEYS[tool].toLowerCase(), () => takeTool(tool)])),
    f: flyToChosen,
    [BALANCE_KEY.toLowerCase()]: () => {
      preferences.set({ rightOpen: true });
      planning.set({ tab: 'balance' });
    },
  };
  useKeys(handlers);
  useEffect(() => {
    if (!mayEdit) return;
    const listen = (event: KeyboardEvent) => {
      const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z';
      if (!isMeant || isTyping(event.target) || event.isComposing) return;
      if ((event.target as HTMLElement | null)?.closest('dialog')) return;
      event.preventDefault();
      draftSession.step(event.shiftKey ? 'redo' : 'undo');
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [mayEdit]);
  return null;
}

function flyToChosen(): boolean {
  const [id] = planning.get().grids;
  if (id !== undefined) flyToGrid(id);
  return id !== undefined;
}

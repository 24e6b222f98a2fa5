import { useEffect, useRef } from 'react';
import { preferences } from './preferences.ts';

/** Handlers by key as `KeyboardEvent.key` names it; a handler that answers false lets the key pass. */
export type KeyHandlers = Record<string, (event: KeyboardEvent) => unknown>;

/** Single keys that a page listens to. They rest while somebody types or composes, in dialogs, and when switched off. */
export function useKeys(handlers: KeyHandlers, enabled = true): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      const handler = latest.current[event.key];
      if (!handler || !isSingleKey(event) || isTaken(event)) return;
      if (handler(event) !== false) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    listening.add(latest);
    return () => {
      window.removeEventListener('keydown', listen);
      listening.delete(latest);
    };
  }, [enabled]);
}

const listening = new Set<{ current: KeyHandlers }>();

/** Does what the key would do now, also while single keys are switched off; false when nothing is listening for it, or it lets it pass. */
export function doAsKey(key: string): boolean {
  const event = new KeyboardEvent('keydown', { key });
  return [...listening].some(({ current }) => {
    const handler = current[key];
    return handler !== undefined && handler(event) !== false;
  });
}

/** A plain key press that no input method is composing. */
function isSingleKey(event: KeyboardEvent): boolean {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  return !modified && !event.isComposing && event.keyCode !== 229 && !event.defaultPrevented;
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' && event.key.length === 1 && !preferences.get().singleKeys) return true;
  const target = event.target as HTMLElement | null;
  if (target?.closest('dialog')) return true;
  if (event.key === 'Escape') return false;
  if (event.key === 'Enter') return !!target?.closest('button, a, summary, input, select, textarea');
  return isTyping(target);
}

/** Whether keys pressed at `target` are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)
  );
}

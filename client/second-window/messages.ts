import { decodeView } from '../state/view-codec.ts';
import type { SecondWindow, View } from '../state/view-state.ts';

/** A replay that runs in the main window. */
export interface Replay {
  atMs: number;
  speed: number;
  playing: boolean;
}

/** What windows of one browser tell each other; `from`, `of` and `by` are names of windows. */
export type WindowMessage =
  /** A second window asks its main window what it shows, again and again: the answer tells that it is there. */
  | { kind: 'ask'; of: string; by: string }
  | { kind: 'view'; from: string; query: string; replay: Replay | null }
  /** The main window goes away, perhaps to be loaded anew. */
  | { kind: 'bye'; from: string }
  /** A window takes a name; one that has it already says so. */
  | { kind: 'hello'; from: string; page: string }
  | { kind: 'taken'; from: string; page: string };

export const WINDOW_CHANNEL = 'jingwei.windows';
export const ASK_EVERY_MS = 2000;
/** A main window that has not answered for so long is gone. */
export const GONE_AFTER_MS = 3 * ASK_EVERY_MS + 500;

/** What stays a window's own, whatever it follows. */
const OWN = ['workspace', 'mode', 'scene', 'second', 'page', 'list', 'language'] as const;
const OWN_OF_ROAMING = ['camera', 'selection', ...OWN] as const;

/** What a second window takes over from its main window's address (without '?'). A camera that is not known yet is not. */
export function followedPart(query: string, mode: SecondWindow['mode']): Partial<View> {
  const view: Partial<View> = decodeView(query);
  for (const key of mode === 'follow' ? OWN : OWN_OF_ROAMING) delete view[key];
  if (!view.camera) delete view.camera;
  return view;
}

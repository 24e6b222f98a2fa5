import { useSyncExternalStore } from 'react';
import type { Bbox } from '../../../../core/contract/geometry.ts';
import type { Moment } from '../../../../core/review/moments.ts';

/** What can be told of a picture. */
export interface FrameFacts {
  units: number;
  /** Of the units in view, in milliseconds; null without any. */
  oldestFixMs: number | null;
  openIncidents: number;
  waitingAlarms: number;
  plan: string | null;
}

/** A picture of the map at an instant, or the wish for one. */
export interface Frame extends Moment {
  id: number;
  /** Null: of what is reviewed. */
  bbox: Bbox | null;
  state: 'planned' | 'drawing' | 'done' | 'failed';
  /** Object URL of the picture. */
  url: string | null;
  facts: FrameFacts | null;
  error: unknown;
}

export interface Frames {
  /** The review that they are of. */
  of: string;
  list: readonly Frame[];
  isBusy: boolean;
}

let frames: Frames = { of: '', list: [], isBusy: false };
let lastId = 0;
const listeners = new Set<() => void>();

/** The frames of the review at hand. They outlive its page, not the visit: pictures are not kept by anybody. */
export const frameStore = {
  get: (): Frames => frames,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Begins anew for another review; the moments of the same one are left as they are. */
  plan(of: string, moments: readonly Moment[]): void {
    if (frames.of === of && frames.list.length > 0) return;
    for (const frame of frames.list) forget(frame);
    set({ of, list: moments.map((moment) => newFrame(moment, null)), isBusy: false });
  },
  add(moment: Moment, bbox: Bbox | null): void {
    set({ list: inOrder([...frames.list, newFrame(moment, bbox)]) });
  },
  remove(id: number): void {
    for (const frame of frames.list) if (frame.id === id) forget(frame);
    set({ list: frames.list.filter((frame) => frame.id !== id) });
  },
  /** Another instant is another picture: it is drawn again. */
  move(id: number, atMs: number): void {
    change(id, (frame) => {
      forget(frame);
      return { ...frame, atMs, act: null, state: 'planned', url: null, facts: null, error: null };
    });
  },
  change(id: number, patch: Partial<Frame>): void {
    change(id, (frame) => {
      if (patch.url !== undefined && patch.url !== frame.url) forget(frame);
      return { ...frame, ...patch };
    });
  },
  setBusy(isBusy: boolean): void {
    set({ isBusy });
  },
};

export function useFrames(): Frames {
  return useSyncExternalStore(frameStore.subscribe, frameStore.get);
}

function newFrame(moment: Moment, bbox: Bbox | null): Frame {
  lastId += 1;
  return { ...moment, id: lastId, bbox, state: 'planned', url: null, facts: null, error: null };
}

function change(id: number, to: (frame: Frame) => Frame): void {
  set({ list: inOrder(frames.list.map((frame) => (frame.id === id ? to(frame) : frame))) });
}

function inOrder(list: readonly Frame[]): Frame[] {
  return [...list].sort((a, b) => a.atMs - b.atMs || a.id - b.id);
}

function forget({ url }: Frame): void {
  if (url) URL.revokeObjectURL(url);
}

function set(patch: Partial<Frames>): void {
  frames = { ...frames, ...patch };
  for (const listener of listeners) listener();
}

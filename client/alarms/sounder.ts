import type { Priority } from '../../core/vocabulary.ts';
import { TONES } from './tones.ts';

/** Rise and fall of a note, so that it does not click. */
const EDGE_SECONDS = 0.012;
const SETTLE_MS = 300;
const GESTURES = ['pointerdown', 'keydown'] as const;

/** `unused`: nothing had to sound yet; `blocked`: the browser waits for a press of a key or a button before it lets a page sound. */
export type SounderState = 'unused' | 'ready' | 'blocked' | 'absent';

let context: AudioContext | undefined;
let state: SounderState = typeof AudioContext === 'undefined' ? 'absent' : 'unused';
const listeners = new Set<() => void>();

/** Plays the tones of alarms, without files. */
export const sounder = {
  get state(): SounderState {
    return state;
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Finds out whether the browser lets the page sound. */
  prepare(): SounderState {
    open();
    return state;
  },
  /** Plays a priority's tone now, `volume` from 0 to 1; false when the browser does not let it. */
  play(priority: Priority, volume: number): boolean {
    const audio = open();
    if (audio?.state !== 'running') return false;
    for (const { hertz, startSeconds, seconds } of TONES[priority].notes)
      playNote(audio, hertz, audio.currentTime + startSeconds, seconds, volume);
    return true;
  },
  /** Plays it as soon as the press that asks for it has made the browser allow it. */
  async test(priority: Priority, volume: number): Promise<void> {
    await open()?.resume();
    sounder.play(priority, volume);
  },
};

/** Made when first needed: a page that makes it before anything was pressed is scolded by the browser. */
function open(): AudioContext | undefined {
  if (state === 'absent' || context) return context;
  context = new AudioContext();
  context.addEventListener('statechange', update);
  for (const gesture of GESTURES) window.addEventListener(gesture, unlock, { capture: true });
  // It takes a moment to run even where it may.
  setTimeout(update, SETTLE_MS);
  return context;
}

function unlock(): void {
  if (context?.state === 'suspended') void context.resume().then(update, update);
}

function update(): void {
  const next = context?.state === 'running' ? 'ready' : 'blocked';
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function playNote(audio: AudioContext, hertz: number, at: number, seconds: number, volume: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(volume, at + EDGE_SECONDS);
  gain.gain.setValueAtTime(volume, at + seconds - EDGE_SECONDS);
  gain.gain.linearRampToValueAtTime(0, at + seconds);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds);
}

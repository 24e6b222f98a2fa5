import { useEffect } from 'react';
import { wakeLock } from '../../../wall/wake-lock.ts';
import { wallStore } from '../../../wall/wall-store.ts';
import { WallAlarm } from './wall-alarm.tsx';
import { WallKeys } from './wall-keys.tsx';
import { WallNotes } from './wall-notes.tsx';
import { WallPanel } from './wall-panel.tsx';
import './wall-bar.css';
import './wall.css';

/** What the wall shows over the map: nothing to work with, everything to be read across a room. */
export function WallScreen() {
  useEffect(() => wallStore.start(), []);
  useEffect(() => wakeLock.start(), []);
  return (
    <>
      <WallKeys />
      <div className="wall-top">
        <WallAlarm />
        <WallNotes />
      </div>
      <WallPanel />
    </>
  );
}

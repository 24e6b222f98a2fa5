import type { ReactNode } from 'react';
import { FrozenVeil } from '../../map/frozen-veil.tsx';
import { MapView } from '../../map/map-view.tsx';
import { Timeline } from '../../period/timeline.tsx';
import { isBeside } from '../../state/desk-page.ts';
import { useView } from '../../state/view.ts';
import { usePreferences } from '../../ui/preferences.ts';
import { AlarmKeys } from './alarms/alarm-keys.tsx';
import { GroupQuestion } from './alarms/group-question.tsx';
import { DeskSheet } from './desk-sheet.tsx';
import { KeyFigures } from './key-figures-block.tsx';
import { LeftPanel } from './left-panel.tsx';
import { MapFoot } from './map-foot.tsx';
import { RightPanel } from './right-panel.tsx';
import { SceneEditorPlace } from './wall/scene-editor-place.tsx';
import { WallScreen } from './wall/wall-screen.tsx';
import { WatchKeys } from './watch-keys.tsx';
import './incident/incident.css';
import './watch.css';
import './net-list.css';
import './filters.css';
import './area-drill.css';
import './noun-list.css';
import './inspector.css';
import './key-figures.css';
import './edit/edit.css';
import './alarms/alarms.css';

/**
 * The live picture. While another workspace is in front it stays mounted, so that the map is never lost; `children` are a workspace that
 * takes the place of its panels over the same map; Dispatch shares its keys and what is urgent, too.
 */
export function WatchPage({ hidden, children }: { hidden: boolean; children: ReactNode }) {
  const wall = useView((view) => view.mode === 'wall');
  const page = useView((view) => view.page);
  const { leftOpen, rightOpen } = usePreferences();
  const lent = children !== null;
  const shared = useView((view) => view.workspace === 'dispatch');
  const beside = isBeside(page) && !wall && !lent;
  const covered = page !== null && !wall && !lent;
  return (
    <main
      className={`watch ${wall ? 'wall' : ''} ${leftOpen ? 'left-open' : ''} ${rightOpen ? 'right-open' : ''}`}
      hidden={hidden}
      inert={hidden}
    >
      <div className="desk" inert={covered && !beside}>
        <MapView />
        <FrozenVeil />
        {children}
        {wall ? (
          <WallScreen />
        ) : lent && !shared ? null : (
          <>
            <WatchKeys enabled={!hidden && !covered} />
            <AlarmKeys enabled={!hidden && !covered} />
            {beside || lent ? null : <Panels />}
            <MapFoot />
            <GroupQuestion />
          </>
        )}
      </div>
      {wall || lent ? null : <DeskSheet enabled={!hidden} />}
      <SceneEditorPlace />
    </main>
  );
}

/** What makes room for a page beside the map. */
function Panels() {
  return (
    <>
      <LeftPanel />
      <RightPanel />
      <footer className="bottom-bar">
        <Timeline />
        <KeyFigures />
      </footer>
    </>
  );
}

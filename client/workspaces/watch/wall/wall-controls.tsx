import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { sceneEditor } from '../../../wall/scene-editor-open.ts';
import { useWallSettings } from '../../../wall/wall-settings.ts';
import { wallStore } from '../../../wall/wall-store.ts';
import { useRecentUse } from './use-recent-use.ts';

const SHOWN_MS = 8000;

/** The few buttons of the wall, there only for a moment after somebody used mouse or keyboard. */
export function WallControls() {
  const { t } = useTranslation();
  const { rotating } = useWallSettings();
  const used = useRecentUse(SHOWN_MS);
  if (!used) return null;
  const turn = t(rotating ? 'wall.hold' : 'wall.rotate');
  return (
    <span className="wall-controls">
      <Control icon="back" label={`${t('wall.previous')} (←)`} press={() => step(-1)} />
      <Control icon={rotating ? 'pause' : 'play'} label={`${turn} (Space)`} press={wallStore.toggle} />
      <Control icon="forward" label={`${t('wall.next')} (→)`} press={() => step(1)} />
      <Control icon="edit" label={`${t('wall.edit.open')} (E)`} press={() => sceneEditor.set(true)} />
      <Control icon="close" label={`${t('shell.leaveWall')} (W)`} press={wallStore.leave} />
    </span>
  );
}

function step(by: 1 | -1): void {
  wallStore.tell({ kind: 'step', by });
}

function Control({ icon, label, press }: { icon: IconName; label: string; press: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={press}>
      <Icon name={icon} />
    </button>
  );
}

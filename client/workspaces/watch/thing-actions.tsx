import { useTranslation } from 'react-i18next';
import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import { type Action, mayDo } from '../../../core/contract/permission.ts';
import { CHECKPOINT_STATES, DEVICE_HEALTHS, UNIT_STATES } from '../../../core/vocabulary.ts';
import { usePatch } from '../../api/nouns.ts';
import { useSession } from '../../api/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { IncidentActions } from './incident-actions.tsx';

const ACTION_OF: Record<LiveNoun, Action> = {
  incidents: 'edit_incident',
  units: 'edit_unit',
  routes: 'edit_place',
  checkpoints: 'operate_checkpoint',
  posts: 'edit_place',
  institutions: 'edit_place',
  devices: 'edit_place',
  alarms: 'handle_alarm',
};

/** What this account may do with a thing; nothing at all where it may do nothing. */
export function ThingActions({ noun, thing }: { noun: LiveNoun; thing: LiveNouns[LiveNoun] }) {
  const { account } = useSession();
  if (!mayDo(account.role, ACTION_OF[noun])) return null;
  switch (noun) {
    case 'incidents':
      return <IncidentActions incident={thing as LiveNouns['incidents']} />;
    case 'checkpoints':
      return <CheckpointState checkpoint={thing as LiveNouns['checkpoints']} />;
    case 'units':
      return <UnitState unit={thing as LiveNouns['units']} />;
    case 'devices':
      return <DeviceHealth device={thing as LiveNouns['devices']} />;
    case 'posts':
      return <PostStaffed post={thing as LiveNouns['posts']} />;
    default:
      return null;
  }
}

function CheckpointState({ checkpoint }: { checkpoint: LiveNouns['checkpoints'] }) {
  const { t } = useTranslation();
  const patch = usePatch('checkpoints');
  return (
    <div className="actions">
      <Segmented
        label={t('watch.action.setState')}
        value={checkpoint.properties.state}
        onChange={(state) => patch.mutate({ feature: checkpoint, properties: { state } })}
        choices={CHECKPOINT_STATES.map((value) => ({ value, label: t(`checkpointState.${value}`) }))}
      />
      <ProblemNote error={patch.error} />
    </div>
  );
}

function UnitState({ unit }: { unit: LiveNouns['units'] }) {
  const { t } = useTranslation();
  const patch = usePatch('units');
  return (
    <div className="actions">
      <label className="inline-field">
        {t('watch.action.setState')}
        <select
          value={unit.properties.state}
          disabled={patch.isPending}
          onChange={(event) =>
            patch.mutate({
              feature: unit,
              properties: { state: event.target.value as typeof unit.properties.state },
            })
          }
        >
          {UNIT_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`unitState.${state}`)}
            </option>
          ))}
        </select>
      </label>
      <ProblemNote error={patch.error} />
    </div>
  );
}

function DeviceHealth({ device }: { device: LiveNouns['devices'] }) {
  const { t } = useTranslation();
  const patch = usePatch('devices');
  return (
    <div className="actions">
      <Segmented
        label={t('watch.action.setHealth')}
        value={device.properties.health}
        onChange={(health) => patch.mutate({ feature: device, properties: { health } })}
        choices={DEVICE_HEALTHS.map((value) => ({ value, label: t(`deviceHealth.${value}`) }))}
      />
      <ProblemNote error={patch.error} />
    </div>
  );
}

function PostStaffed({ post }: { post: LiveNouns['posts'] }) {
  const { t } = useTranslation();
  const patch = usePatch('posts');
  const { staffed } = post.properties;
  return (
    <div className="actions">
      <button
        type="button"
        className="button"
        disabled={patch.isPending}
        onClick={() => patch.mutate({ feature: post, properties: { staffed: !staffed } })}
      >
        {t(staffed ? 'watch.action.unstaff' : 'watch.action.staff')}
      </button>
      <ProblemNote error={patch.error} />
    </div>
  );
}

import type { Alarm } from '../../../../core/contract/alarm.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { needsAcknowledgement } from '../../../../core/live/alarm.ts';
import { groupByCause } from '../../../../core/live/alarm-flood.ts';
import { acknowledge } from '../../../alarms/alarm-acts.ts';
import { openAlarm } from '../../../alarms/open-alarms.ts';
import { useSession } from '../../../api/session.ts';
import { liveSet, presentSet } from '../../../live/live-set.ts';
import { viewStore } from '../../../state/view.ts';
import { useKeys } from '../../../ui/keys.ts';
import { confirmGroup } from './confirm-group.ts';
import { openShelving } from './shelving.ts';

/** A acknowledges and S shelves the alarm at hand; where none is, A goes to the first that waits, so that it is seen first. Q opens the next. */
export function AlarmKeys({ enabled }: { enabled: boolean }) {
  const { account } = useSession();
  const mayAct = mayDo(account.role, 'handle_alarm');
  useKeys(
    {
      a: () => {
        const group = groupAtHand();
        const alarm = alarmAtHand();
        if (group && mayAct) confirmGroup(group);
        else if (alarm && isPastShown()) openAlarm(alarm.id);
        else if (alarm && mayAct) void acknowledge([alarm]);
        else return focusFirst();
      },
      q: toNext,
      s: () => {
        const alarm = alarmAtHand();
        if (!alarm || !mayAct || isPastShown()) return false;
        openShelving(alarm.id);
      },
    },
    enabled,
  );
  return null;
}

/** The alarm that has the focus in a list, or else the selected one; of the live ones. */
function alarmAtHand(): Alarm | undefined {
  const { selection } = viewStore.get();
  const alarms = presentSet.get('alarms');
  const focused = alarms.get(focusedId() ?? '');
  if (focused || isPastShown()) return focused;
  return selection?.noun === 'alarms' ? alarms.get(selection.id) : undefined;
}

function groupAtHand() {
  const key = /^group:(.+)$/.exec(focusedId() ?? '')?.[1];
  if (key === undefined) return undefined;
  return groupByCause([...presentSet.get('alarms').values()]).find((group) => group.key === key);
}

/** While the past is shown only the strip is of the present. */
function focusedId(): string | null | undefined {
  const row = document.activeElement?.closest('li');
  if (isPastShown() && !row?.closest('.alarm-strip')) return undefined;
  return row?.querySelector('[data-id]')?.getAttribute('data-id');
}

/** Opens the alarm that waits after the one at hand, the most urgent first, round and round. */
function toNext(): boolean {
  const waiting = [...presentSet.get('alarms').values()]
    .filter(({ properties }) => needsAcknowledgement(properties.state))
    .sort(
      ({ properties: a }, { properties: b }) =>
        a.priority - b.priority || Date.parse(a.raisedAt) - Date.parse(b.raisedAt),
    );
  const at = waiting.findIndex(({ id }) => id === alarmAtHand()?.id);
  const next = waiting[(at + 1) % waiting.length];
  if (next) openAlarm(next.id);
  return next !== undefined;
}

function focusFirst(): boolean {
  const first = document.querySelector<HTMLElement>('.alarm-strip [data-id], .alarm-list [data-id]');
  first?.focus({ preventScroll: true });
  return first !== null;
}

function isPastShown(): boolean {
  return liveSet.picture !== undefined;
}

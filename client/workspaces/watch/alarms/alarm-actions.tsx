import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../../../core/contract/alarm.ts';
import { reasonCannot } from '../../../../core/live/alarm.ts';
import { silenceOne } from '../../../alarms/alarm-acts.ts';
import { announcementOf } from '../../../alarms/picture.ts';
import { useAlarmPicture } from '../../../alarms/watch.ts';
import { type AlarmPath, acknowledgeAlarm, actOnAlarm } from '../../../api/alarms.ts';
import { queryClient } from '../../../api/client.ts';
import { featureQuery } from '../../../api/nouns.ts';
import { useSession } from '../../../api/session.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { AsideForm } from './aside-form.tsx';
import { closeShelving, openShelving, useShelving } from './shelving.ts';

interface Act {
  path: AlarmPath;
  json?: object;
}

/** What can be done to an alarm as it stands, and nothing else. */
export function AlarmActions({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const { sounding } = useAlarmPicture();
  const shelving = useShelving() === alarm.id;
  const [takingOut, setTakingOut] = useState(false);
  const act = useMutation({
    mutationFn: ({ path, json }: Act) =>
      path === 'acknowledge' ? acknowledgeAlarm(alarm) : actOnAlarm(alarm, path, json),
    onSuccess: (done) => {
      queryClient.setQueryData(featureQuery('alarms', done.id).queryKey, done);
      closeShelving();
      setTakingOut(false);
    },
    onError: () => void queryClient.fetchQuery({ ...featureQuery('alarms', alarm.id), staleTime: 0 }),
  });
  const may = (name: Parameters<typeof reasonCannot>[1]) => !reasonCannot(alarm.properties, name);
  const key = announcementOf(alarm);
  const sounds = sounding.some((one) => announcementOf(one) === key);
  const plain = (path: AlarmPath, name: 'acknowledge' | 'unshelve' | 'put_back', shortcut?: string) =>
    may(name) ? (
      <button
        type="button"
        className={`button ${name === 'acknowledge' ? 'alert' : ''}`}
        disabled={act.isPending}
        aria-keyshortcuts={shortcut?.toLowerCase()}
        onClick={() => act.mutate({ path })}
      >
        {t(`alarm.do.${name}`)} {shortcut ? <kbd>{shortcut}</kbd> : null}
      </button>
    ) : null;
  return (
    <div className="actions alarm-actions">
      <div className="button-row">
        {plain('acknowledge', 'acknowledge', 'A')}
        {sounds ? (
          <button type="button" className="button" onClick={() => void silenceOne(alarm, account.role)}>
            {t('alarm.do.silence')}
          </button>
        ) : null}
        {plain('unshelve', 'unshelve')}
        {plain('return', 'put_back')}
        {may('shelve') ? (
          <button
            type="button"
            className="button"
            aria-expanded={shelving}
            aria-keyshortcuts="s"
            onClick={() => (shelving ? closeShelving() : openShelving(alarm.id))}
          >
            {t(alarm.properties.state === 'shelved' ? 'alarm.aside.prolong' : 'alarm.do.shelve')} <kbd>S</kbd>
          </button>
        ) : null}
        {may('take_out') ? (
          <button
            type="button"
            className="button"
            aria-expanded={takingOut}
            onClick={() => setTakingOut(!takingOut)}
          >
            {t('alarm.do.take_out')}
          </button>
        ) : null}
      </div>
      {shelving && may('shelve') ? (
        <AsideForm
          kind="shelve"
          busy={act.isPending}
          onCancel={closeShelving}
          onDone={(json) => act.mutate({ path: 'shelve', json })}
        />
      ) : null}
      {takingOut && may('take_out') ? (
        <AsideForm
          kind="take_out"
          busy={act.isPending}
          onCancel={() => setTakingOut(false)}
          onDone={(json) => act.mutate({ path: 'out-of-service', json })}
        />
      ) : null}
      <ProblemNote error={act.error} />
    </div>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../../../core/contract/alarm.ts';
import { useLive, useLiveLoaded, useServerNow } from '../../../live/use-live.ts';
import { select } from '../../../state/selection.ts';
import { subjectLabel } from '../../../ui/alarm-subject.ts';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { lastOpened } from '../last-opened.ts';
import { causeOf } from './alarm-cause.ts';
import { inOrder } from './alarm-order.ts';

/** Alarms that are not normal: the newest unacknowledged first. */
export function AlarmList() {
  const { t } = useTranslation();
  const loaded = useLiveLoaded();
  const all = useLive('alarms');
  const items = useMemo(() => inOrder(all.values()), [all]);
  return (
    <>
      <header className="list-head">
        <h2 className="panel-title">
          {t('noun.alarms')} <span>{loaded ? formatNumber(items.length) : ''}</span>
        </h2>
      </header>
      {loaded ? null : <p className="note muted">{t('app.loading')}…</p>}
      {loaded && items.length === 0 ? <p className="note muted">{t('alarm.empty')}</p> : null}
      <VirtualList<Alarm>
        label={t('noun.alarms')}
        items={items}
        idOf={(alarm) => alarm.id}
        estimatedPx={69}
        initialId={lastOpened.get('alarms')}
        onOpen={(alarm) => {
          lastOpened.set('alarms', alarm.id);
          select('alarms', alarm.id);
        }}
        classOf={({ properties }) => (properties.state === 'unacknowledged' ? 'hot' : '')}
        row={(alarm) => <AlarmRow alarm={alarm} />}
      />
    </>
  );
}

function AlarmRow({ alarm: { properties } }: { alarm: Alarm }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const placeName = usePlaceName();
  return (
    <>
      <PriorityMark priority={properties.priority} />
      <b>
        <span className="visually-hidden">{t(priorityKey(properties.priority))} </span>
        {t(`alarm.kind.${properties.kind}`)} {subjectLabel(properties, t)}
      </b>
      <time>{formatTime(Date.parse(properties.raisedAt), now)}</time>
      <small>{placeName(properties.areaCode)}</small>
      <small className="state">
        {[t(`alarm.state.${properties.state}`), causeOf(properties.facts, t, now)]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </>
  );
}

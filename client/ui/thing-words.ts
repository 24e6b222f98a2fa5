import { useTranslation } from 'react-i18next';
import type { LiveNoun, LiveNouns } from '../../core/contract/live.ts';
import { serverNow } from '../live/live-set.ts';
import { subjectLabel } from './alarm-subject.ts';
import { caseStateText, riskStateText } from './file-words.ts';
import { formatDay } from './format.ts';
import { useName } from './named.ts';

type Thing = LiveNouns[LiveNoun];

export interface ThingWords {
  /** What people call it. */
  title: (noun: LiveNoun, thing: Thing) => string;
  /** How it is, in a word or two. */
  state: (noun: LiveNoun, thing: Thing) => string;
}

/** Plain words for any live thing. */
export function useThingWords(): ThingWords {
  const { t } = useTranslation();
  const name = useName();
  return {
    title(noun, thing) {
      if (noun === 'incidents') return t(`incidentType.${(thing as LiveNouns['incidents']).properties.type}`);
      if (noun === 'alarms') {
        const { properties } = thing as LiveNouns['alarms'];
        return `${t(`alarm.kind.${properties.kind}`)} ${subjectLabel(properties, t)}`;
      }
      if (noun === 'devices') {
        const { kind, code } = (thing as LiveNouns['devices']).properties;
        return `${t(`deviceKind.${kind}`)} ${code}`;
      }
      return name((thing as LiveNouns['posts']).properties);
    },
    state(noun, thing) {
      switch (noun) {
        case 'incidents':
          return t(`incidentStatus.${(thing as LiveNouns['incidents']).properties.status}`);
        case 'units':
          return t(`unitState.${(thing as LiveNouns['units']).properties.state}`);
        case 'routes':
          return t(`shift.${(thing as LiveNouns['routes']).properties.shift}`);
        case 'checkpoints':
          return t(`checkpointState.${(thing as LiveNouns['checkpoints']).properties.state}`);
        case 'posts':
          return t(
            (thing as LiveNouns['posts']).properties.staffed
              ? 'watch.fact.staffedYes'
              : 'watch.fact.staffedNo',
          );
        case 'institutions':
          return t('watch.fact.dueOn', {
            day: (thing as LiveNouns['institutions']).properties.inspectionDueOn,
          });
        case 'devices':
          return t(`deviceHealth.${(thing as LiveNouns['devices']).properties.health}`);
        case 'geofences':
          return t((thing as LiveNouns['geofences']).properties.isOn ? 'fence.on' : 'fence.off');
        case 'cases':
          return caseStateText(t, (thing as LiveNouns['cases']).properties, formatDay(serverNow()));
        case 'risks':
          return riskStateText(t, (thing as LiveNouns['risks']).properties, serverNow());
        case 'alarms':
          return t(`alarm.state.${(thing as LiveNouns['alarms']).properties.state}`);
      }
    },
  };
}

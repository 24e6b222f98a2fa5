import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../../core/contract/unit.ts';
import { SKILLS, type Skill } from '../../../../core/duty/vocabulary.ts';
import { waitedSeconds } from '../../../../core/incident/assignment.ts';
import { useAcknowledgeSeconds } from '../../../api/alarm-rules.ts';
import { liveSet } from '../../../live/live-set.ts';
import { useFeeds, useLive, useLiveLoaded, useServerNow } from '../../../live/use-live.ts';
import { select } from '../../../state/selection.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { NetMark } from '../../../ui/symbol.tsx';
import { ToggleChips } from '../../../ui/toggle-chips.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import {
  BOARD_STATES,
  type BoardRow,
  type BoardState,
  boardRows,
  fixFreshness,
  stateCounts,
  type Task,
  tasksOf,
} from './unit-board.ts';
import './units.css';

/** Ages are read anew so often; positions come with the stream. */
const LOOK_MS = 2000;

/** All units of the scope by what they do, with the age of that and of their positions. */
export function UnitBoard({ units }: { units: readonly Unit[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<readonly BoardState[]>(
    BOARD_STATES.filter((state) => state !== 'off_duty'),
  );
  const [text, setText] = useState('');
  const [skill, setSkill] = useState<Skill | null>(null);
  const loaded = useLiveLoaded();
  const incidents = useLive('incidents');
  const now = useServerNow(LOOK_MS);
  const tasks = useMemo(() => tasksOf(incidents.values()), [incidents]);
  const counts = useMemo(() => stateCounts(units, tasks), [units, tasks]);
  // Positions are read with the clock, not with each of their frames.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const rows = useMemo(
    () => boardRows(units, liveSet.positions, { tasks, states: shown, skill, text }),
    [units, tasks, shown, skill, text, now],
  );
  return (
    <>
      <header className="list-head">
        <h2 className="panel-title">
          {t('noun.units')} <span>{loaded ? formatNumber(rows.length) : ''}</span>
        </h2>
        <div className="list-filter units-filter">
          <select
            value={skill ?? ''}
            aria-label={t('desks.units.skill')}
            onChange={({ target }) => setSkill(SKILLS.find((one) => one === target.value) ?? null)}
          >
            <option value="">{t('desks.units.anySkill')}</option>
            {SKILLS.map((one) => (
              <option key={one} value={one}>
                {t(`skill.${one}`)}
              </option>
            ))}
          </select>
          <input
            type="search"
            value={text}
            placeholder={t('watch.list.find')}
            aria-label={t('watch.list.find')}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <ToggleChips
          label={t('desks.units.states')}
          values={BOARD_STATES}
          chosen={shown}
          onChange={setShown}
          name={(state) => (
            <>
              {state === 'called' ? t('desks.units.called') : t(`unitState.${state}`)}{' '}
              <b>{formatNumber(counts[state])}</b>
            </>
          )}
        />
      </header>
      {loaded ? null : <p className="note muted">{t('app.loading')}…</p>}
      {loaded && rows.length === 0 ? <p className="note muted">{t('desks.units.none')}</p> : null}
      <VirtualList<BoardRow>
        label={t('noun.units')}
        items={rows}
        idOf={({ unit }) => unit.id}
        estimatedPx={69}
        initialId={null}
        onOpen={({ unit }) => select('units', unit.id)}
        row={(row) => <UnitRow row={row} now={now} />}
      />
    </>
  );
}

function UnitRow({ row, now }: { row: BoardRow; now: number }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const feeds = useFeeds();
  const acknowledgeSeconds = useAcknowledgeSeconds();
  const { unit, state, since, task, fixAtMs } = row;
  const { code, vehicle, crewSize, skills = [], areaCode } = unit.properties;
  const freshness = state === 'off_duty' ? 'fresh' : fixFreshness(fixAtMs, now, feeds);
  const tone = { fresh: '', late: 'tone-warn', lost: 'tone-alert' }[freshness];
  const waited = (task && waitedSeconds(task.assignment, now)) ?? 0;
  const isTrouble = state === 'unavailable' || (state === 'called' && waited >= acknowledgeSeconds);
  const isBusy = state === 'called' || state === 'en_route' || state === 'on_scene';
  return (
    <>
      <NetMark net="street" />
      <b>{code}</b>
      <span className={`row-state ${isTrouble ? 'tone-warn' : ''} ${isBusy ? 'busy' : ''}`}>
        {state === 'called' && task
          ? t(`assignmentState.${task.assignment.state}`)
          : t(`unitState.${unit.properties.state}`)}{' '}
        · {formatAge(now - Date.parse(since))}
      </span>
      <small>
        {[
          t(`unitVehicle.${vehicle}`),
          t('desks.units.crew', { n: crewSize }),
          ...skills.map((one) => t(`skill.${one}`)),
          placeName(areaCode),
        ].join(' · ')}
      </small>
      <small className={`state ${tone}`}>
        {[
          ...(task ? [taskText(t, task)] : []),
          ...(state === 'called' ? [t(`unitState.${unit.properties.state}`)] : []),
          fixAtMs === null ? t('desks.units.noFix') : t('desks.units.fix', { age: formatAge(now - fixAtMs) }),
        ].join(' · ')}
      </small>
    </>
  );
}

/** What a unit works on, in a few words. */
function taskText(t: TFunction, { incident: { properties } }: Task): string {
  return `${t(`incidentType.${properties.type}`)} ${properties.number}`;
}

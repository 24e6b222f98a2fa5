import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolTemplate } from '../../../../core/contract/patrol-template.ts';
import { roundsOfTemplate, templateOf } from '../../../../core/patrol/patrol-template.ts';
import { patrolTemplatesQuery, useAddTemplate, useRemoveTemplate } from '../../../api/patrol-templates.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { CodesButton } from './codes/codes-button.tsx';
import { type OpenPlan, patrolStore, usePatrols } from './patrol-store.ts';
import { shiftTimes, useMayPlan } from './use-plan.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Templates of the shift, those of the weekday first: a press makes the plan of the day. */
export function TemplateList() {
  const { t } = useTranslation();
  const day = usePatrols((state) => state.day);
  const shift = usePatrols((state) => state.shift);
  const mayPlan = useMayPlan();
  const { data, error, refetch } = useQuery(patrolTemplatesQuery);
  const remove = useRemoveTemplate();
  // 1970-01-05 was a Monday.
  const weekday = ((((Math.floor(Date.parse(day) / 86_400_000) + 3) % 7) + 7) % 7) + 1;
  const isMeant = ({ weekdays }: PatrolTemplate) => weekdays.includes(weekday);
  const items = (data ?? [])
    .filter((one) => one.shift === shift)
    .sort((a, b) => Number(isMeant(b)) - Number(isMeant(a)));
  const make = ({ name, rounds }: PatrolTemplate) => {
    const { startMs } = shiftTimes({ day, shift });
    patrolStore.begin(`${day.slice(5)} ${name}`, roundsOfTemplate(rounds, startMs));
  };
  return (
    <section aria-label={t('patrols.templates')}>
      <h3 className="panel-title">{t('patrols.templates')}</h3>
      <ProblemNote error={error ?? remove.error} onRetry={() => void refetch()} />
      {data && items.length === 0 ? <p className="note muted">{t('patrols.noTemplates')}</p> : null}
      <ul className="patrol-templates">
        {items.map((template) => (
          <li key={template.id}>
            <b>{template.name}</b>
            <small className={isMeant(template) ? 'tone-ok' : 'muted'}>
              {WEEKDAYS.filter((one) => template.weekdays.includes(one))
                .map((one) => t(`patrols.weekday.d${one}`))
                .join(t('listSeparator'))}
              {' · '}
              {t('patrols.nUnits', { n: formatNumber(template.rounds.length) })}
            </small>
            {mayPlan ? (
              <span className="button-row">
                <button type="button" className="button" onClick={() => make(template)}>
                  {t('patrols.fromTemplate')}
                </button>
                <CodesButton
                  title={template.name}
                  stops={template.rounds.flatMap(({ stops }) => stops)}
                  isSaved
                />
                <button
                  type="button"
                  className="button quiet"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(template)}
                >
                  {t('patrols.remove')}
                </button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Keeps the open plan as a template for some days of the week. */
export function SaveTemplate({ plan }: { plan: OpenPlan }) {
  const { t } = useTranslation();
  const [weekdays, setWeekdays] = useState<readonly number[]>([1, 2, 3, 4, 5]);
  const add = useAddTemplate();
  const keyOf = useOnceKey();
  const save = () => {
    const rounds = templateOf(plan.rounds, shiftTimes(plan).startMs).map((one) => ({
      ...one,
      stops: [...one.stops],
    }));
    const input = { name: plan.name, shift: plan.shift, weekdays: [...weekdays], rounds };
    add.mutate({ input, key: keyOf(input) });
  };
  return (
    <details>
      <summary>{t('patrols.asTemplate')}</summary>
      <fieldset className="patrol-kinds">
        <legend className="visually-hidden">{t('patrols.weekdays')}</legend>
        {WEEKDAYS.map((one) => (
          <label key={one} className="check">
            <input
              type="checkbox"
              checked={weekdays.includes(one)}
              onChange={() =>
                setWeekdays(
                  weekdays.includes(one)
                    ? weekdays.filter((other) => other !== one)
                    : [...weekdays, one].sort(),
                )
              }
            />
            {t(`patrols.weekday.d${one}`)}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        className="button"
        disabled={weekdays.length === 0 || add.isPending}
        onClick={save}
      >
        {t('patrols.saveTemplate')}
      </button>
      {add.isSuccess ? (
        <p className="tone-ok" role="status">
          {t('patrols.templateSaved')}
        </p>
      ) : null}
      <ProblemNote error={add.error} />
    </details>
  );
}

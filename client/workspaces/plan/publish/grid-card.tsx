import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import type { Official, PublishedGrid } from '../../../../core/contract/publication.ts';
import { STAFF_ROLES } from '../../../../core/vocabulary.ts';
import { giveGrid } from '../../../api/publications.ts';
import { useSession } from '../../../api/session.ts';
import { planning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { useGridLabel } from '../../../planning/use-grid-label.ts';
import { formatArea, formatCount } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { flyToGrid } from '../fly-to-grid.ts';

/** A grid as it would be published: its name, its size, who is on duty; open, all of that can be given. */
export function GridCard({ grid }: { grid: PublishedGrid }) {
  const { t } = useTranslation();
  const name = useName();
  const { role } = useSession().account;
  const status = useDraft((state) => state.draft?.status);
  const missing = STAFF_ROLES.length - new Set(grid.staff.map((one) => one.role)).size;
  const mayGive = mayDo(role, 'edit_plan') && (status === 'draft' || status === 'approved');
  const show = () => {
    planning.set({ grids: [grid.id], arc: null, vertex: null });
    flyToGrid(grid.id);
  };
  return (
    <details className="grid-card">
      <summary>
        <b>{grid.code.slice(-3)}</b> {name(grid)}{' '}
        <span className="muted">{t(`plan.check.kind.${grid.kind}`)}</span>
        {missing > 0 ? <span className="tone-warn"> {t('plan.check.unstaffed', { n: missing })}</span> : null}
      </summary>
      <p className="muted">
        {formatArea(grid.areaKm2)} · {t('plan.measure.residents')} {formatCount(grid.residents)} ·{' '}
        {t('plan.measure.dwellings')} {formatCount(grid.dwellings)}{' '}
        <button type="button" className="link-button" onClick={show}>
          {t('plan.show')}
        </button>
      </p>
      {mayGive ? <GridForm grid={grid} mayName={status === 'draft'} /> : <Officials staff={grid.staff} />}
    </details>
  );
}

function Officials({ staff }: { staff: readonly Official[] }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <ul>
      {staff.map(({ role, officialNameZh, officialNameEn }) => (
        <li key={role}>
          <span className="muted">{t(`staffRole.${role}`)}</span>{' '}
          {name({ nameZh: officialNameZh, nameEn: officialNameEn })}
        </li>
      ))}
    </ul>
  );
}

type Names = { officialNameZh: string; officialNameEn: string };

function GridForm({ grid, mayName }: { grid: PublishedGrid; mayName: boolean }) {
  const { t } = useTranslation();
  const draftId = useDraft((state) => state.draft?.id ?? '');
  const labelOf = useGridLabel();
  const [names, setNames] = useState({ nameZh: grid.nameZh, nameEn: grid.nameEn });
  const [staff, setStaff] = useState(() => staffOf(grid.staff));
  const isNamed = names.nameZh !== grid.nameZh || names.nameEn !== grid.nameEn;
  const give = useMutation({
    mutationFn: () =>
      giveGrid(draftId, grid.id, {
        ...(mayName && isNamed ? { names } : {}),
        staff: STAFF_ROLES.flatMap((role) => (isWhole(staff[role]) ? [{ role, ...staff[role] }] : [])),
      }),
  });
  const submit = () => {
    if (!give.isPending) give.mutate();
  };
  return (
    <form className="grid-form" {...submitBy(submit)}>
      {mayName ? (
        <Pair
          label={t('plan.check.name')}
          zh={names.nameZh}
          en={names.nameEn}
          onChange={(nameZh, nameEn) => setNames({ nameZh, nameEn })}
        />
      ) : null}
      {STAFF_ROLES.map((role) => (
        <Pair
          key={role}
          label={t(`staffRole.${role}`)}
          zh={staff[role].officialNameZh}
          en={staff[role].officialNameEn}
          onChange={(officialNameZh, officialNameEn) =>
            setStaff({ ...staff, [role]: { officialNameZh, officialNameEn } })
          }
        />
      ))}
      <div className="button-row">
        {grid.from
          .filter((one) => one.staff.length > 0)
          .map((one) => (
            <button
              key={one.id}
              type="button"
              className="button"
              onClick={() => setStaff(staffOf(one.staff))}
            >
              {t('plan.check.asIn', { code: labelOf(one.id) })}
            </button>
          ))}
        <button type="submit" className="button primary" disabled={give.isPending}>
          {t('app.save')}
        </button>
      </div>
      <ProblemNote error={give.error} />
    </form>
  );
}

function Pair(props: { label: string; zh: string; en: string; onChange: (zh: string, en: string) => void }) {
  const { label, zh, en, onChange } = props;
  const { t } = useTranslation();
  return (
    <fieldset className="name-pair">
      <legend>{label}</legend>
      <input
        aria-label={t('plan.check.inChinese', { what: label })}
        placeholder="中文"
        lang="zh-CN"
        maxLength={120}
        value={zh}
        onChange={({ target }) => onChange(target.value, en)}
      />
      <input
        aria-label={t('plan.check.inEnglish', { what: label })}
        placeholder="English"
        lang="en"
        maxLength={120}
        value={en}
        onChange={({ target }) => onChange(zh, target.value)}
      />
    </fieldset>
  );
}

function staffOf(staff: readonly Official[]): Record<Official['role'], Names> {
  const entries = STAFF_ROLES.map((role) => {
    const { officialNameZh = '', officialNameEn = '' } = staff.find((one) => one.role === role) ?? {};
    return [role, { officialNameZh, officialNameEn }];
  });
  return Object.fromEntries(entries) as Record<Official['role'], Names>;
}

function isWhole({ officialNameZh, officialNameEn }: Names): boolean {
  return officialNameZh.trim() !== '' && officialNameEn.trim() !== '';
}

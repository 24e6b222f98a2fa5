import { useTranslation } from 'react-i18next';
import { communityOf } from '../../../../core/contract/area-code.ts';
import type { DifferenceChange } from '../../../../core/contract/plan-difference.ts';
import { STAFF_ROLES, type StaffRole } from '../../../../core/vocabulary.ts';
import type { ComparedNames } from '../../../planning/compare/compared-names.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { type FigureRow, figureChange, figureRows, figureText } from './figure-rows.ts';
import { toldShares } from './lineage.ts';

/** All that is told of a changed grid: every figure before and after, where its ground came from and went to, and its staff. */
export function ChangeFacts(props: {
  change: DifferenceChange;
  names: ComparedNames;
  days: number;
  label: string;
}) {
  const { change, names, days, label } = props;
  return (
    <div className="compare-facts">
      <FigureTable rows={figureRows(change.before, change.after, days)} label={label} />
      <p>
        <Shares change={change} names={names} isWhole />
      </p>
      <p>
        <Staff change={change} />
      </p>
    </div>
  );
}

/** Figures before and after with how they change. */
export function FigureTable({ rows, label }: { rows: readonly FigureRow[]; label: string }) {
  const { t } = useTranslation();
  const heads = [
    t('compare.column.figure'),
    t('compare.column.before'),
    t('compare.column.after'),
    t('compare.column.change'),
  ];
  return (
    <table className="desk-table" aria-label={label}>
      <TableHead heads={heads} numbers={[1, 2, 3]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.figure}>
            <th scope="row">{t(`compare.figure.${row.figure}`)}</th>
            <td className="number">{figureText(t, row.figure, row.before)}</td>
            <td className="number">{figureText(t, row.figure, row.after)}</td>
            <td className="number">{figureChange(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where ground came from and went to. `isWhole`: with how much. */
export function Shares(props: { change: DifferenceChange; names: ComparedNames; isWhole?: boolean }) {
  const { change, names, isWhole = false } = props;
  const { t } = useTranslation();
  const own = communityOf((change.after ?? change.before)?.code ?? '');
  const text = (shares: DifferenceChange['from'], called: ReadonlyMap<string, string>) =>
    shares
      .map(({ code, areaM2 }) => {
        const name = called.get(code) ?? (communityOf(code) === own ? code.slice(-3) : code);
        return isWhole ? `${name} (${figureText(t, 'areaKm2', areaM2 / 1e6)})` : name;
      })
      .join(', ');
  const [from, to] = [toldShares(change.from), toldShares(change.to)];
  if (from.length + to.length === 0)
    return change.from.length + change.to.length > 0 ? <span>{t('compare.sliver')}</span> : null;
  return (
    <>
      {from.length > 0 ? <span>{t('compare.takes', { codes: text(from, names.before) })} </span> : null}
      {to.length > 0 ? <span>{t('compare.gives', { codes: text(to, names.after) })}</span> : null}
    </>
  );
}

/** Who has to be given other work, or is missing. */
function Staff({ change: { before, after } }: { change: DifferenceChange }) {
  const { t } = useTranslation();
  const roles = (some: readonly StaffRole[]) =>
    some.map((role) => t(`staffRole.${role}`)).join(t('compare.and'));
  if (!after) {
    const filled = STAFF_ROLES.filter((role) => !before?.staffMissing.includes(role));
    return filled.length > 0 ? t('compare.staffLeaving', { roles: roles(filled) }) : t('compare.staffNone');
  }
  return after.staffMissing.length > 0 ? (
    <span className="tone-warn">{t('compare.staffMissing', { roles: roles(after.staffMissing) })}</span>
  ) : (
    t('compare.staffWhole')
  );
}

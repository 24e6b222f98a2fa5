import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { casesShown } from '../../../state/cases-shown.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { useAreaName } from '../use-watch.ts';
import { CaseTable } from './case-table.tsx';
import { RiskTable } from './risk-table.tsx';
import './cases.css';

const TABS = ['cases', 'risks'] as const;

/** The cases of an area with what each organisation has to do; or its risk files. */
export function CasesPage() {
  const { t } = useTranslation();
  const { tab } = useSyncExternalStore(casesShown.subscribe, casesShown.get);
  const area = useAreaName();
  return (
    <div className="cases-page">
      <div className="cases-head">
        <Segmented
          label={t('case.page.what')}
          value={tab}
          onChange={(next) => casesShown.set({ tab: next })}
          choices={TABS.map((value) => ({ value, label: t(`case.page.${value}`) }))}
        />
        {area ? <span className="muted">{area}</span> : null}
      </div>
      {tab === 'cases' ? <CaseTable /> : <RiskTable />}
    </div>
  );
}

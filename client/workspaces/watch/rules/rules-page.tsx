import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { levelOfCode } from '../../../../core/contract/area-code.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { rulesQuery } from '../../../api/alarm-rules.ts';
import { useSession } from '../../../api/session.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { addWords } from '../../../ui/words/late-words.ts';
import { ruleEn } from '../../../ui/words/rule-en.ts';
import { ruleZh } from '../../../ui/words/rule-zh.ts';
import '../fences/fences.css';
import { RuleForm } from './rule-form.tsx';
import { Suppressions } from './suppressions.tsx';

addWords('rule', { zh: ruleZh, en: ruleEn });

/** What the watch goes by: each rule with its limits, and what is held back on purpose. */
export function RulesPage() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { data, error, refetch } = useQuery(rulesQuery);
  const may = mayDo(account.role, 'edit_alarm_rule');
  const mayEdit = may && levelOfCode(account.scopeCode) === 'city';
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="muted">{t('app.loading')}…</p>;
  return (
    <>
      <p className="muted">{t(mayEdit ? 'rule.hint' : 'rule.readOnly')}</p>
      <div className="desk-grid">
        {data.map((rule) => (
          <RuleForm key={`${rule.kind} ${rule.version}`} rule={rule} mayEdit={mayEdit} />
        ))}
        <Suppressions mayEdit={may} />
      </div>
    </>
  );
}

import { select } from '../../state/selection.ts';
import type { Selection } from '../../state/view-state.ts';

export interface Fact {
  label: string;
  value: string;
  tone?: 'warn' | 'alert';
  /** What a press on the value opens. */
  opens?: Selection;
}

/** Names and values, two columns. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, tone, opens }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={tone ? `tone-${tone}` : undefined}>
            {opens ? (
              <button type="button" className="link-button" onClick={() => select(opens.noun, opens.id)}>
                {value}
              </button>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

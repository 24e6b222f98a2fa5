import type { ReactNode } from 'react';

export interface Fact {
  label: string;
  value: string;
  tone?: 'warn' | 'alert';
}

/** Names and values, two columns. */
export function Facts({ facts, children }: { facts: readonly Fact[]; children?: ReactNode }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={tone ? `tone-${tone}` : undefined}>{value}</dd>
        </div>
      ))}
      {children}
    </dl>
  );
}

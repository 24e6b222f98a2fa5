/** What is known of a thing: a term and its value a line. */
export function FactList({ rows }: { rows: readonly (readonly [term: string, value: string])[] }) {
  return (
    <dl className="fact-list">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

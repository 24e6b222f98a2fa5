/** The head of a table whose columns are named by `heads`; those in `numbers` hold numbers. */
export function TableHead({
  heads,
  numbers = [],
}: {
  heads: readonly string[];
  numbers?: readonly number[];
}) {
  return (
    <thead>
      <tr>
        {heads.map((head, i) => (
          <th key={head} scope="col" className={numbers.includes(i) ? 'number' : undefined}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

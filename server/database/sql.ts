/** A statement and its values, as both database adapters take them. Values never become text. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value;
}

/** Tag of a template: embedded values become $1, $2, ...; an embedded `Sql` is spliced in and renumbered. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  let text = strings[0] ?? '';
  const values: unknown[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      const offset = values.length;
      text += part.text.replace(/\$(\d+)/g, (_, digits: string) => `$${Number(digits) + offset}`);
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? '';
  });
  return { text, values };
}

/** Statements joined by `separator`, e.g. conditions by ' AND '. */
export function join(parts: readonly Sql[], separator: string): Sql {
  const strings = ['', ...Array<string>(Math.max(0, parts.length - 1)).fill(separator), ''];
  if (parts.length === 0) return { text: '', values: [] };
  return sql(Object.assign(strings, { raw: strings }) as unknown as TemplateStringsArray, ...parts);
}

/** A fixed name (table, column), never from input. */
export function name(identifier: string): Sql {
  if (!/^[a-z_][a-z0-9_]*$/.test(identifier)) throw new Error(`not a plain SQL name: ${identifier}`);
  return { text: identifier, values: [] };
}

/** A whole number as text, for statements that take no values. */
export function whole(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`);
  return { text: String(value), values: [] };
}

import type { RawValue } from '../../core/import/parse-value.ts';

type Decoder = InstanceType<typeof TextDecoder>;
interface Column {
  name: string;
  kind: string;
  from: number;
  width: number;
}

/** Encodings by language driver, "Xbase Data file (*.dbf)" by Erik Bachmann; 0x57 is what ArcGIS writes for the code page of Windows. */
const BY_DRIVER: Readonly<Record<number, string>> = {
  3: 'windows-1252',
  19: 'shift_jis',
  77: 'gb18030',
  78: 'euc-kr',
  79: 'big5',
  87: 'windows-1252',
  88: 'windows-1252',
  120: 'big5',
  121: 'euc-kr',
  122: 'gb18030',
  123: 'shift_jis',
  200: 'windows-1250',
  201: 'windows-1251',
};
const HEAD_BYTES = 32;

/** Rows of a dBASE table and the encoding of their texts. */
export interface DbaseTable {
  encoding: string;
  /** undefined: the row is marked as deleted. */
  rows: (Record<string, RawValue> | undefined)[];
}

/** Reads a .dbf file; `codePage` is what stands in the .cpg file beside it. Undefined for a file that is damaged. */
export function readDbase(bytes: Uint8Array, codePage: string | undefined): DbaseTable | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEAD_BYTES) return undefined;
  const [count, headLength, rowLength] = [
    view.getUint32(4, true),
    view.getUint16(8, true),
    view.getUint16(10, true),
  ];
  if (rowLength === 0 || headLength + rowLength * count > bytes.byteLength + 1) return undefined;
  const { encoding, decoder } = decoderOf(bytes, codePage);
  const columns = columnsOf(bytes.subarray(0, headLength), decoder);
  const rows = Array.from({ length: count }, (_, row) => {
    const cells = bytes.subarray(headLength + row * rowLength, headLength + (row + 1) * rowLength);
    if (cells[0] === 0x2a) return undefined;
    const values: Record<string, RawValue> = Object.create(null);
    for (const column of columns) values[column.name] = cellValue(cells, column, decoder);
    return values;
  });
  return { encoding, rows };
}

function decoderOf(bytes: Uint8Array, codePage: string | undefined) {
  const named = codePage === undefined ? undefined : knownEncoding(codePage);
  const encoding =
    named ?? (isValid(bytes, 'utf-8') ? 'utf-8' : (BY_DRIVER[bytes[29] ?? 0] ?? fallback(bytes)));
  return { encoding, decoder: new TextDecoder(encoding) };
}

/** `UTF-8`, `936`, `GBK`, `ANSI 1252`, `ISO 88591`. */
function knownEncoding(codePage: string): string | undefined {
  const text = codePage.trim().toLowerCase();
  const digits = /(\d{3,5})$/.exec(text)?.[1];
  const names = [text, ...(digits === '65001' ? ['utf-8'] : []), ...(digits === '936' ? ['gb18030'] : [])];
  if (digits === '950') names.push('big5');
  if (digits === '932') names.push('shift_jis');
  if (digits === '949') names.push('euc-kr');
  if (digits?.startsWith('125')) names.push(`windows-${digits}`);
  if (digits?.startsWith('8859')) names.push(`iso-8859-${digits.slice(4) || '1'}`);
  return names.find(isEncoding);
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function fallback(bytes: Uint8Array): string {
  return isValid(bytes, 'gb18030') ? 'gb18030' : 'windows-1252';
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint16(8, true);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(head));
    return true;
  } catch {
    return false;
  }
}

function columnsOf(head: Uint8Array, decoder: Decoder): Column[] {
  const columns: Column[] = [];
  let from = 1;
  for (let at = HEAD_BYTES; at + HEAD_BYTES <= head.length && head[at] !== 0x0d; at += HEAD_BYTES) {
    const bytes = head.subarray(at, at + 11);
    const zero = bytes.indexOf(0);
    const name = decoder.decode(zero < 0 ? bytes : bytes.subarray(0, zero)).trim();
    const width = head[at + 16] ?? 0;
    const kind = String.fromCharCode(head[at + 11] ?? 0);
    columns.push({ name: name || `column ${columns.length + 1}`, kind, from, width });
    from += width;
  }
  return columns;
}

function cellValue(cells: Uint8Array, { kind, from, width }: Column, decoder: Decoder): RawValue {
  const bytes = cells.subarray(from, from + width);
  const zero = bytes.indexOf(0);
  const text = decoder.decode(zero < 0 ? bytes : bytes.subarray(0, zero)).trim();
  if (text === '' || /^\*+$/.test(text) || !/[CNFDL]/.test(kind)) return null;
  if (kind === 'D') return /^\d{8}$/.test(text) ? text.replace(/^(....)(..)(..)$/, '$1-$2-$3') : text;
  if (kind === 'L') return /[YyTt]/.test(text) ? true : /[NnFf]/.test(text) ? false : null;
  if (kind === 'C') return text;
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^\d+$/.test(text)
    ? Number.isFinite(number)
      ? number
      : null
    : text;
}

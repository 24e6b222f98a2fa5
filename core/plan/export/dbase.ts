/** dBASE III tables, after "Xbase Data file (*.dbf)" by Erik Bachmann; texts in UTF-8, which a .cpg file beside them tells. */
import { EXPORT_FIELDS, type ExportField, type ExportFields } from './export-layer.ts';
import { utf8 } from './utf8.ts';

const HEAD_BYTES = 32;
const FIELD_BYTES = 32;

/** A table of these records, each with all fields of a layer; `day` is YYYY-MM-DD. What is too long for its field is cut, never within a character. */
export function dbaseOf(records: readonly ExportFields[], day: string): Uint8Array {
  const headLength = HEAD_BYTES + FIELD_BYTES * EXPORT_FIELDS.length + 1;
  const recordLength = 1 + EXPORT_FIELDS.reduce((sum, { width }) => sum + width, 0);
  const bytes = new Uint8Array(headLength + recordLength * records.length + 1).fill(SPACE, headLength);
  const view = new DataView(bytes.buffer);
  const [year = 1900, month = 1, date = 1] = day.split('-').map(Number);
  bytes.set([3, year - 1900, month, date]);
  view.setUint32(4, records.length, true);
  view.setUint16(8, headLength, true);
  view.setUint16(10, recordLength, true);
  EXPORT_FIELDS.forEach((field, i) => {
    writeField(bytes, HEAD_BYTES + FIELD_BYTES * i, field);
  });
  bytes[headLength - 1] = 0x0d;
  records.forEach((record, i) => {
    let at = headLength + recordLength * i + 1;
    for (const field of EXPORT_FIELDS) {
      bytes.set(cellOf(record, field), at);
      at += field.width;
    }
  });
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}

const SPACE = 0x20;

function writeField(bytes: Uint8Array, at: number, field: ExportField): void {
  bytes.set(utf8(field.name), at);
  bytes.set(utf8(field.kind === 'text' ? 'C' : 'N'), at + 11);
  bytes[at + 16] = field.width;
  bytes[at + 17] = field.kind === 'text' ? 0 : field.decimals;
}

/** Texts to the left, numbers to the right; nothing of null. */
function cellOf(record: ExportFields, field: ExportField): Uint8Array {
  const cell = record[field.name];
  if (cell === null) return new Uint8Array();
  if (field.kind === 'text') return utf8(String(cell), field.width);
  return utf8(Number(cell).toFixed(field.decimals).padStart(field.width));
}

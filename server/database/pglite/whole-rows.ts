import type { CsvChunks } from '../database.ts';

const ENOUGH = 4 << 20;

/** CSV text in pieces of at least about 4 MiB that each end at the end of a row; the input may be split anywhere. */
export async function* wholeRows(
  csv: AsyncIterable<string> | Iterable<string>,
  enough = ENOUGH,
): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  let isQuoted = false;
  for await (const chunk of csv) {
    const { lastBreak, endsQuoted } = findLastBreak(chunk, isQuoted);
    isQuoted = endsQuoted;
    if (lastBreak >= 0 && length + chunk.length >= enough) {
      yield `${parts.join('')}${chunk.slice(0, lastBreak + 1)}`;
      parts = [chunk.slice(lastBreak + 1)];
      length = chunk.length - lastBreak - 1;
    } else {
      parts.push(chunk);
      length += chunk.length;
    }
  }
  if (length > 0) yield parts.join('');
}

/** Chunks that end at the ends of rows: text joined to pieces of at least about 4 MiB, bytes as they are. */
export async function* piecesOf(
  csv: CsvChunks,
  enough = ENOUGH,
): AsyncGenerator<string | Uint8Array<ArrayBuffer>> {
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of csv) {
    if (typeof chunk !== 'string') {
      yield chunk;
      continue;
    }
    parts.push(chunk);
    length += chunk.length;
    if (length < enough) continue;
    yield parts.join('');
    parts = [];
    length = 0;
  }
  if (length > 0) yield parts.join('');
}

/** Where the last line break outside quotes is, -1 if there is none. */
function findLastBreak(chunk: string, startsQuoted: boolean): { lastBreak: number; endsQuoted: boolean } {
  let isQuoted = startsQuoted;
  let lastBreak = -1;
  let from = 0;
  for (;;) {
    const quote = chunk.indexOf('"', from);
    const end = quote < 0 ? chunk.length : quote;
    if (!isQuoted && end > from) {
      const at = chunk.lastIndexOf('\n', end - 1);
      if (at >= from) lastBreak = at;
    }
    if (quote < 0) return { lastBreak, endsQuoted: isQuoted };
    isQuoted = !isQuoted;
    from = quote + 1;
  }
}

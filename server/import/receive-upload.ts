import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { MAX_IMPORT_BYTES } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import { ImportRefused } from './import-refused.ts';

/** A received form: its text fields, and where its file was put. */
export interface Upload {
  fields: Map<string, string>;
  path: string;
  /** What the sender calls the file, without folders. */
  fileName: string;
}

const FOLDER = join(tmpdir(), `jingwei-imports-${process.getuid?.() ?? 0}`);
const MAX_FIELD_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 8 * 1024;
const MAX_PARTS = 40;
const KEEP_MS = 24 * 3_600_000;
const LINE_END = Buffer.from('\r\n');
const HEADER_END = Buffer.from('\r\n\r\n');

function malformed(why: string): ImportRefused {
  return new ImportRefused(
    'invalid_request',
    refusal(`The multipart form is not valid: ${why}.`, 'form_damaged'),
  );
}

/** The bytes of a body, taken in pieces up to marks. */
class Body {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #held = Buffer.alloc(0);
  #ended = false;
  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  async #more(): Promise<void> {
    if (this.#ended) throw malformed('it ends in the middle');
    const { done, value } = await this.#reader.read();
    if (done) this.#ended = true;
    else this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
  }

  /** Pieces up to the mark, which is swallowed. */
  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const piece = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        if (piece.length > 0) yield piece;
        return;
      }
      const safe = this.#held.length - mark.length;
      if (safe > 0) {
        const piece = this.#held.subarray(0, safe);
        this.#held = this.#held.subarray(safe);
        yield piece;
      }
      await this.#more();
    }
  }

  async textUntil(mark: Buffer, most: number, what: string): Promise<string> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of this.until(mark)) {
      length += piece.length;
      if (length > most)
        throw new ImportRefused(
          'too_large',
          refusal(`${what} is longer than ${most} bytes.`, 'form_damaged'),
        );
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  }

  async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) await this.#more();
    const piece = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return piece;
  }

  async cancel(): Promise<void> {
    await this.#reader.cancel().catch(() => undefined);
  }
}

function boundaryOf(contentType: string | undefined): string {
  const found = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(
    contentType ?? '',
  );
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined)
    throw new ImportRefused(
      'unsupported_media_type',
      refusal('Send the file as multipart/form-data, with the part "file".', 'form_damaged'),
    );
  return boundary;
}

function dispositionOf(header: string): { name: string; fileName: string | undefined } {
  const line = header.split('\r\n').find((one) => /^content-disposition:/i.test(one)) ?? '';
  const name = /[;\s]name="([^"]*)"/i.exec(line)?.[1];
  if (name === undefined) throw malformed('a part has no name');
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(line)?.[1];
  const plain = /[;\s]filename="([^"]*)"/i.exec(line)?.[1];
  return { name, fileName: encoded === undefined ? plain : decodeName(encoded) };
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Receives a multipart form whose part `file` is streamed to a file with a name of our making; nothing of it is held in memory.
 * Throws ImportRefused: `unsupported_media_type`, `too_large`, `invalid_request`; then no file is left.
 */
export async function receiveUpload(
  contentType: string | undefined,
  contentLength: string | undefined,
  stream: ReadableStream<Uint8Array> | null,
): Promise<Upload> {
  const boundary = boundaryOf(contentType);
  if (Number(contentLength ?? 0) > MAX_IMPORT_BYTES + MAX_PARTS * MAX_FIELD_BYTES) throw tooLarge();
  if (!stream) throw malformed('the body is empty');
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  const body = new Body(stream);
  const path = join(FOLDER, randomUUID());
  const upload: Partial<Upload> & { fields: Map<string, string> } = { fields: new Map() };
  try {
    await readParts(body, boundary, path, upload);
    if (upload.fileName === undefined) throw malformed('the part "file" is missing');
    return { fields: upload.fields, path, fileName: upload.fileName };
  } catch (error) {
    await body.cancel();
    await rm(path, { force: true });
    throw error;
  }
}

async function readParts(
  body: Body,
  boundary: string,
  path: string,
  upload: Partial<Upload> & { fields: Map<string, string> },
): Promise<void> {
  const mark = Buffer.from(`\r\n--${boundary}`);
  const opening = await body.take(mark.length - LINE_END.length);
  if (!opening.equals(mark.subarray(LINE_END.length))) throw malformed('it does not begin with its boundary');
  for (let part = 0; ; part++) {
    const after = (await body.take(2)).toString('latin1');
    if (after === '--') return;
    if (after !== '\r\n' || part >= MAX_PARTS)
      throw malformed('a boundary is followed by something else, or there are too many parts');
    const { name, fileName } = dispositionOf(
      await body.textUntil(HEADER_END, MAX_HEADER_BYTES, 'The header of a part'),
    );
    if (name === 'file') {
      if (upload.fileName !== undefined) throw malformed('there is more than one file');
      upload.fileName = basename((fileName ?? '').replaceAll('\\', '/')).slice(0, 200) || 'file';
      await writeFile(body.until(mark), path);
    } else {
      if (upload.fields.has(name)) throw malformed(`the field "${name.slice(0, 40)}" is there twice`);
      upload.fields.set(
        name,
        await body.textUntil(mark, MAX_FIELD_BYTES, `The field "${name.slice(0, 40)}"`),
      );
    }
  }
}

function tooLarge(): ImportRefused {
  return new ImportRefused(
    'too_large',
    refusal(
      `A file has at most ${MAX_IMPORT_BYTES / 2 ** 20} MB. Split it, or use the command npm run import where the server runs.`,
      'file_too_large',
      { megabytes: MAX_IMPORT_BYTES / 2 ** 20 },
    ),
  );
}

async function writeFile(pieces: AsyncIterable<Buffer>, path: string): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  let length = 0;
  try {
    for await (const piece of pieces) {
      length += piece.length;
      if (length > MAX_IMPORT_BYTES) throw tooLarge();
      if (!file.write(piece)) await once(file, 'drain');
    }
  } finally {
    file.end();
    await finished(file).catch(() => undefined);
  }
}

/** Removes a received file. */
export async function discardUpload(upload: Upload): Promise<void> {
  await rm(upload.path, { force: true });
}

/** Removes uploads that nobody came back for. */
export async function sweepUploads(nowMs: number): Promise<void> {
  const names = await readdir(FOLDER).catch(() => []);
  for (const name of names) {
    const path = join(FOLDER, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: nowMs }));
    if (nowMs - mtimeMs > KEEP_MS) await rm(path, { force: true });
  }
}

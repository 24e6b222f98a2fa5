import { type Extension, PGlite } from '@electric-sql/pglite';
import { slimPostgis } from './postgis-bundle.ts';

/** Runs one buffer of protocol messages and returns everything the database answered. Blocks its thread. */
export type Run = (message: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>;

export interface Engine {
  run: Run;
  /** Stores bytes as a file that only the database sees, for COPY. */
  writeFile(path: string, bytes: Uint8Array): void;
  removeFile(path: string): void;
  /** The bytes of a file that the database wrote, which is removed. */
  takeFile(path: string): Uint8Array<ArrayBuffer>;
  close(): Promise<void>;
}

/** Parts of PGlite's module that its types leave out. */
interface Module {
  HEAPU8: Uint8Array;
  ___stack_pointer: { value: number };
  _PostgresMainLoopOnce(): void;
  _PostgresMainLongJmp(): void;
  UTF8ToString(pointer: number, maxBytes?: number): string;
  stringToUTF8OnStack(text: string): number;
  FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
}
interface Exports {
  errstart(level: number, domain: number): number;
  errmsg_internal(format: number, values: number): number;
  errfinish(file: number, line: number, routine: number): void;
}
type InstantiateWasm = (
  imports: { env: Record<string, unknown> },
  done: (instance: { exports: unknown }, module: unknown) => void,
) => unknown;

const PARAMETERS = {
  TimeZone: 'UTC',
  wal_level: 'minimal', // one process, no replica: bulk loads into new tables need no log
  max_wal_senders: '0',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
};

/**
 * Opens, or creates, a database directory in this thread. `onFatal` is called when the database has stopped for good.
 *
 * Durability: what is committed has been handed to the operating system, so it survives a killed process; PGlite's file
 * layer has no fsync, so it may not survive a power cut. Use PostgreSQL where that matters.
 */
export async function openEngine(directory: string, onFatal: (reason: string) => void): Promise<Engine> {
  const parameters = Object.entries(PARAMETERS).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const pglite = await PGlite.create(directory, {
    startParams: [...PGlite.defaultStartParams, ...parameters],
    extensions: { raiseExceptions, findSymbolsFast, postgis: slimPostgis },
  });
  const module = pglite.Module as unknown as Module;
  keepStack(module, onFatal);
  return {
    async run(message) {
      const chunks: Uint8Array[] = [];
      const onRawData = (chunk: Uint8Array) => chunks.push(chunk.slice());
      await pglite.execProtocolRawStream(message, { syncToFs: false, onRawData });
      return concat(chunks);
    },
    writeFile: (path, bytes) => module.FS.writeFile(path, bytes),
    removeFile: (path) => module.FS.unlink(path),
    takeFile(path) {
      const bytes = module.FS.readFile(path).slice();
      module.FS.unlink(path);
      return bytes;
    },
    close: () => pglite.close(),
  };
}

const PG_ERROR = 21;

/**
 * PostGIS is built here without C++ exception catching, so an exception of GEOS flies through the database, which
 * answers an empty result and commits. This raises PostgreSQL's own ERROR where the exception would be thrown.
 */
const raiseExceptions: Extension = {
  name: 'raise-exceptions',
  setup: async (pglite, options: { instantiateWasm: InstantiateWasm }) => {
    const instantiateWasm: InstantiateWasm = (imports, done) => {
      let exports: Exports | undefined;
      imports.env.__cxa_throw = (exception: number) => {
        const module = (pglite as PGlite).Module as unknown as Module;
        const text = module.stringToUTF8OnStack(
          `geometry: ${whatOf(module, exception).replaceAll('%', '%%')}`,
        );
        const file = module.stringToUTF8OnStack('geometry');
        exports?.errstart(PG_ERROR, 0);
        exports?.errmsg_internal(text, 0);
        exports?.errfinish(file, 0, file);
        throw new Error('errfinish returned');
      };
      return options.instantiateWasm(imports, (instance, module) => {
        exports = instance.exports as Exports;
        done(instance, module);
      });
    };
    return { emscriptenOpts: { ...options, instantiateWasm } };
  },
};

/**
 * Each look-up of a C function lists the thirteen thousand exports of PostGIS to note the place of that function among
 * them, for other threads; there are none. It took most of CREATE EXTENSION, which looks up every function of PostGIS.
 */
const findSymbolsFast: Extension = {
  name: 'find-symbols-fast',
  setup: async (_, options: { instantiateWasm: InstantiateWasm }) => {
    const instantiateWasm: InstantiateWasm = (imports, done) => {
      const find = imports.env._dlsym_js as (...args: unknown[]) => number;
      imports.env._dlsym_js = (...args: unknown[]) => {
        const { keys } = Object;
        Object.keys = () => [];
        try {
          return find(...args);
        } finally {
          Object.keys = keys;
        }
      };
      return options.instantiateWasm(imports, done);
    };
    return { emscriptenOpts: { ...options, instantiateWasm } };
  },
};

/** The text of a std::runtime_error or std::logic_error: a C string pointed to by its second word. */
function whatOf(module: Module, exception: number): string {
  const heap = module.HEAPU8;
  const pointer = new DataView(heap.buffer).getUint32(exception + 4, true);
  const isInHeap = pointer > 1024 && pointer < heap.length - 1024;
  const text = isInHeap ? module.UTF8ToString(pointer, 300) : '';
  return /^[\x20-\x7e\n]{3,}/.test(text) ? text : 'the operation failed';
}

/**
 * A database error leaves WebAssembly by a JavaScript exception, and PGlite does not give the stack back: after some
 * thousand errors every statement fails. This restores the stack pointer, and reports exits that are no error of SQL.
 */
function keepStack(module: Module, onFatal: (reason: string) => void): void {
  for (const entry of ['_PostgresMainLoopOnce', '_PostgresMainLongJmp'] as const) {
    const original = module[entry].bind(module);
    module[entry] = () => {
      const stack = module.___stack_pointer.value;
      try {
        original();
      } catch (error) {
        module.___stack_pointer.value = stack;
        if (error !== 'unwind') onFatal(String(error));
        throw error;
      }
    };
  }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

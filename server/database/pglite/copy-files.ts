/** Where COPY reads and writes: in the file system that the engine has in memory, not in the machine's. */
export const COPY_IN_FILE = '/tmp/copy.csv';
export const COPY_OUT_FILE = '/tmp/copied.bin';

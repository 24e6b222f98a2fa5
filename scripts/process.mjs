// Child processes that end with us.
import { spawn } from 'node:child_process';
import { ROOT } from './install.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a TypeScript program on our terminal, passes signals on, and ends with its exit code. */
export function runProgram(file, args) {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: ROOT,
    // The channel tells a server that we are gone, should we be killed without a chance to pass it on.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

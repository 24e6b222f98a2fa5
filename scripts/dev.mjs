// npm run dev: the API restarts and the page reloads when a file changes. Open the address that Vite prints.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './install.mjs';

ensureInstalled({ dev: true });
const port = process.env.PORT ?? '8080';
const run = (tool, args) =>
  spawn(process.execPath, [join(ROOT, 'node_modules', tool), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PORT: port },
  });
console.log('Open the address that Vite prints 请打开 Vite 显示的地址');
const children = [
  run('tsx/dist/cli.mjs', ['watch', '--clear-screen=false', 'server/main.ts']),
  run('vite/bin/vite.js', []),
];
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
for (const child of children) child.on('exit', stop);

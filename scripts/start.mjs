// npm start: installs what is missing, builds the client if it changed, runs the server.
import { ensureClientBuilt } from './build.mjs';
import { ensureInstalled, fail } from './install.mjs';
import { runProgram } from './process.mjs';

ensureInstalled({ dev: false });
if (!ensureClientBuilt()) fail('the client could not be built; the lines above say why.');
runProgram('server/main.ts', process.argv.slice(2));

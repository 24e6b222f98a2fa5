// npm start: installs what is missing, builds the client if it changed, runs the server.
import { ensureClientBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runProgram } from './process.mjs';

ensureInstalled({ dev: false });
ensureClientBuilt();
runProgram('server/main.ts', process.argv.slice(2));

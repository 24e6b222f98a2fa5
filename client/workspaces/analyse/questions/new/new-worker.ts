import type { NewAnswer, NewCommand } from './new-protocol.ts';
import { NewWork } from './new-work.ts';

declare const self: DedicatedWorkerGlobalScope;

let work: NewWork | undefined;

self.onmessage = ({ data }: MessageEvent<NewCommand>) => {
  self.postMessage(answer(data));
};

function answer(command: NewCommand): NewAnswer {
  if (command.kind === 'begin') {
    work = new NewWork(command.study, command.settings);
    return { kind: 'begun', replications: work.replications };
  }
  if (!work) throw new Error('the work has not begun');
  if (command.kind === 'findings')
    return { kind: 'findings', findings: work.findings(command.maxima, command.cells) };
  return { kind: 'part', values: work[command.kind](command.from, command.to) };
}

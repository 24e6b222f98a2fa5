import type { CDPSession } from 'playwright-core';

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
}

/** What a page holds after a collection, megabytes: what the engine compiled its scripts to, and all else. */
export interface HeapParts {
  codeMb: number;
  restMb: number;
}

/** Takes a heap snapshot, for which the page stands still for seconds, and adds it up. */
export async function heapParts(session: CDPSession): Promise<HeapParts> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }): void => {
    chunks.push(chunk);
  };
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.send('HeapProfiler.disable');
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return partsOf(JSON.parse(chunks.join('')) as Snapshot);
}

function partsOf({ snapshot: { meta }, nodes }: Snapshot): HeapParts {
  const { node_fields: fields, node_types: types } = meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const code = types[0].indexOf('code');
  let [codeBytes, restBytes] = [0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    const bytes = nodes[at + size] ?? 0;
    if (nodes[at + type] === code) codeBytes += bytes;
    else restBytes += bytes;
  }
  return { codeMb: codeBytes / 1e6, restMb: restBytes / 1e6 };
}

// A process that serves one JSON message a unit and second to every open stream, as trackers do: `fanout-peer.ts UNITS`. Prints its
// address; ends when its input closes.

import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';

const unitIds = Array.from({ length: Number(process.argv[2]) }, () => randomUUID());
const open = new Set<ServerResponse>();
const server = createServer((request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  open.add(response);
  request.on('close', () => open.delete(response));
});

setInterval(() => {
  const fixTime = new Date().toISOString();
  unitIds.forEach((deviceId, index) => {
    const message = `event: position\ndata: ${JSON.stringify({
      deviceId,
      protocol: 'bench',
      fixTime,
      valid: true,
      latitude: 36.5 + (index % 2000) / 10_000,
      longitude: 101.6 + (index % 2000) / 10_000,
      altitude: 2260,
      speed: 30,
      course: index % 360,
      attributes: { motion: true },
    })}\n\n`;
    for (const response of open) response.write(message);
  });
}, 1000);

server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  console.log(`http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`);
});
process.stdin.resume().on('end', () => process.exit(0));

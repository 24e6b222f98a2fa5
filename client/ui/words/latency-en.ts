import type { latencyZh } from './latency-zh.ts';

/** Words of the latencies on the health page, in English. */
export const latencyEn: typeof latencyZh = {
  title: 'Latency (last 10 minutes)',
  hint: "By the server's clock, the fastest journey counting as none; milliseconds. 95 of 100 must keep to the target.",
  hop: 'From … to …',
  here: 'This console',
  everywhere: 'All consoles ({{n}})',
  n: 'Number',
  bar: 'Target',
  hops: {
    stored: 'Incident: taken in to told',
    received: 'Incident: told to received',
    drawn: 'Incident: received to drawn',
    incident: 'Incident: taken in to drawn',
    raised: 'Alarm: condition to told',
    alarm_received: 'Alarm: told to received',
    shown: 'Alarm: condition to flash',
    sounded: 'Alarm: condition to tone',
  },
};

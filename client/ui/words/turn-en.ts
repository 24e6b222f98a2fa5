import type { turnZh } from './turn-zh.ts';

/** Words of the instructions of a route, in English. */
export const turnEn: typeof turnZh = {
  depart: 'Set out {{heading}} on {{road}}',
  straight: 'Straight on onto {{road}}',
  slight_left: 'Bear left onto {{road}}',
  slight_right: 'Bear right onto {{road}}',
  left: 'Turn left onto {{road}}',
  right: 'Turn right onto {{road}}',
  sharp_left: 'Turn sharp left onto {{road}}',
  sharp_right: 'Turn sharp right onto {{road}}',
  u_turn: 'Turn round, on {{road}}',
  arrive: 'The destination, on {{road}}',
  unnamed: 'a road without a name',
  heading: {
    n: 'north',
    ne: 'north-east',
    e: 'east',
    se: 'south-east',
    s: 'south',
    sw: 'south-west',
    w: 'west',
    nw: 'north-west',
  },
};

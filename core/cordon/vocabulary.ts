/** How what left the place is taken to travel; which roads it has is told by the vehicle of that name. */
export const CORDON_TRAVELS = ['foot', 'bicycle', 'car'] as const;
export type CordonTravel = (typeof CORDON_TRAVELS)[number];

/** What must not be left: the city, or a ring that grows from the place for some minutes. */
export const CORDON_EXITS = ['city', 'ring'] as const;
export type CordonExits = (typeof CORDON_EXITS)[number];

export const CORDON_STATES = ['set', 'stood_down'] as const;
export type CordonState = (typeof CORDON_STATES)[number];

export const POSITION_STATES = ['sent', 'in_place', 'released'] as const;
export type PositionState = (typeof POSITION_STATES)[number];

export interface Padding {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * What the panels cover, and `room` beside them, in the map's own pixels, of which each fills `scale` of the page's. From the
 * custom properties that the workspace sets on the map's place.
 */
export function freePadding(element: HTMLElement, scale: number, room: number): Padding {
  const style = getComputedStyle(element);
  const pixels = (side: string): number =>
    (Number.parseFloat(style.getPropertyValue(`--inset-${side}`)) || 0) / scale;
  const [left, right] = [pixels('left'), pixels('right')];
  const wide = element.clientWidth > left + right + 160;
  return {
    top: pixels('top') + room,
    bottom: pixels('bottom') + room,
    left: (wide ? left : 0) + room,
    right: (wide ? right : 0) + room,
  };
}

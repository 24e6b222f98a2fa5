/** A tile of a picture pyramid: `z` levels, `x` from the west, `y` from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** The template and the tile that an address made by `withAddress` and filled in stands for. */
export function addressOf(url: string): { template: string; tile: TileAddress } {
  const [template = '', query = ''] = url.split('#');
  const [z, x, y] = query.split('/').map(Number);
  return { template, tile: { z: z ?? 0, x: x ?? 0, y: y ?? 0 } };
}

/** A template that still names its tile once MapLibre has filled it in: its own braces are put out of MapLibre's reach. */
export function withAddress(template: string): string {
  return `${template.replace(/\{([zxy])\}/g, '[$1]')}#{z}/{x}/{y}`;
}

/** The address of one tile of a template made by `withAddress`. */
export function fillTemplate(template: string, { z, x, y }: TileAddress): string {
  return template.replaceAll('[z]', String(z)).replaceAll('[x]', String(x)).replaceAll('[y]', String(y));
}

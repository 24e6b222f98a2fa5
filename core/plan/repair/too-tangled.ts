/** Thrown where borders lie so thick upon one another that they can not be mended in reasonable time. */
export class TooTangled extends Error {
  constructor() {
    super('the borders are too tangled to be mended');
  }
}

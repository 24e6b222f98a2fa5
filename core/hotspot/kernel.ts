/**
 * How an incident is spread over the ground. The quartic (biweight) kernel reaches to its radius h; the Gaussian of the same spread has
 * σ = h / √8, since a quartic kernel in two dimensions has the variance h² / 8 along each axis (Silverman 1986, eq. 4.5). R's `spatstat` names every
 * kernel by that σ.
 */
export const KERNELS = ['quartic', 'gaussian'] as const;
export type Kernel = (typeof KERNELS)[number];

export interface Smoothing {
  kernel: Kernel;
  /** The radius h of the quartic kernel in metres, or that of the quartic with the same spread as the Gaussian. */
  radiusMetres: number;
}

/** A number stands for the quartic kernel of that radius in metres. */
export function smoothingOf(smoothing: number | Smoothing): Smoothing {
  return typeof smoothing === 'number' ? { kernel: 'quartic', radiusMetres: smoothing } : smoothing;
}

const RADIUS_PER_SIGMA = Math.sqrt(8);
/** Beyond this a Gaussian holds less than 4 millionths of its mass in two dimensions. */
const GAUSSIAN_REACH_SIGMAS = 5;

/** σ of the Gaussian as wide as a quartic kernel of radius `radiusMetres`. */
export function sigmaOf(radiusMetres: number): number {
  return radiusMetres / RADIUS_PER_SIGMA;
}

/** Radius of the quartic kernel as wide as a Gaussian of σ = `sigmaMetres`. */
export function radiusOf(sigmaMetres: number): number {
  return sigmaMetres * RADIUS_PER_SIGMA;
}

/** Metres beyond which a kernel counts for nothing. */
export function kernelReach({ kernel, radiusMetres }: Smoothing): number {
  return kernel === 'quartic' ? radiusMetres : GAUSSIAN_REACH_SIGMAS * sigmaOf(radiusMetres);
}

/** Metres beyond which a kernel is 0 in double precision, as far as a sum of many can tell: for sums at single places. */
export function wholeReach(smoothing: Smoothing): number {
  return smoothing.kernel === 'quartic' ? smoothing.radiusMetres : 9 * sigmaOf(smoothing.radiusMetres);
}

/** The kernel over the ground at a squared distance in m², per m²; its integral over the plane is 1. */
export function kernelPerM2({ kernel, radiusMetres }: Smoothing, squaredMetres: number): number {
  if (kernel === 'quartic') {
    const rest = 1 - squaredMetres / (radiusMetres * radiusMetres);
    return rest > 0 ? (3 / (Math.PI * radiusMetres * radiusMetres)) * rest * rest : 0;
  }
  const variance = sigmaOf(radiusMetres) ** 2;
  return Math.exp(-squaredMetres / (2 * variance)) / (2 * Math.PI * variance);
}

/** The kernel along a line at a distance in metres, per metre; its integral over both directions is 1. */
export function kernelPerMetre({ kernel, radiusMetres }: Smoothing, metres: number): number {
  if (kernel === 'quartic') {
    const rest = 1 - (metres / radiusMetres) ** 2;
    return rest > 0 ? (15 / (16 * radiusMetres)) * rest * rest : 0;
  }
  const sigma = sigmaOf(radiusMetres);
  return Math.exp(-((metres / sigma) ** 2) / 2) / (Math.sqrt(2 * Math.PI) * sigma);
}

/**
 * The kernel that is so much narrower that points scattered with a variance of `varianceM2` along each axis (put into cells, say) are spread as
 * they should be all in all. At most by half.
 */
export function narrowed({ kernel, radiusMetres }: Smoothing, varianceM2: number): Smoothing {
  const squared = radiusMetres * radiusMetres;
  return {
    kernel,
    radiusMetres: Math.sqrt(Math.max(squared / 4, squared - RADIUS_PER_SIGMA ** 2 * varianceM2)),
  };
}

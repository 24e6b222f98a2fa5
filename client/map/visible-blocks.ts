/** Side of a block in cells of the picture. */
const BLOCK = 16;

/**
 * Two triangles for each run of blocks of a picture in which something can be seen, smoothing between cells included: x, y of the
 * corners as parts (0 to 1) of its width and height.
 */
export function visibleBlocks({
  data,
  width,
  height,
}: Pick<ImageData, 'data' | 'width' | 'height'>): Float32Array {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const corners: number[] = [];
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(height, top + BLOCK);
    let start = -1;
    for (let left = 0; left < width + BLOCK; left += BLOCK) {
      const isSeen = left < width && hasInk(pixels, width, height, left, top);
      if (isSeen && start < 0) start = left;
      if (isSeen || start < 0) continue;
      const [x0, x1] = [start / width, Math.min(1, left / width)];
      const [y0, y1] = [top / height, bottom / height];
      corners.push(x0, y0, x1, y0, x0, y1, x1, y0, x1, y1, x0, y1);
      start = -1;
    }
  }
  return Float32Array.from(corners);
}

/** Whether a block, or the cells next to it, hold any colour. */
function hasInk(pixels: Uint32Array, width: number, height: number, left: number, top: number): boolean {
  const right = Math.min(width, left + BLOCK + 1);
  const bottom = Math.min(height, top + BLOCK + 1);
  for (let y = Math.max(0, top - 1); y < bottom; y++)
    for (let x = Math.max(0, left - 1); x < right; x++) if (pixels[y * width + x]! > 0xffffff) return true;
  return false;
}

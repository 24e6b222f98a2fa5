/** A place that somebody typed as two numbers, longitude first; told apart when only the other order is on Earth. */
export function parseCoordinates(text: string): { lng: number; lat: number } | null {
  const match = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;；\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (Math.abs(first) <= 180 && Math.abs(second) <= 90) return { lng: first, lat: second };
  if (Math.abs(second) <= 180 && Math.abs(first) <= 90) return { lng: second, lat: first };
  return null;
}

/** The result of work that yields on its way. */
export function finished<R>(work: Generator<number, R>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (!(value >= 0 && value <= 1)) throw new Error(`it is ${value} of the way`);
  }
}

/**
 * Does `act` once a write has succeeded. What is given to `mutate` itself is lost where the thing that was written takes its button away
 * before the answer comes: the stream, or what is read again, may be faster. A failure is told by the mutation's `error`.
 */
export function afterWrite<T>(write: Promise<T>, act: (result: T) => void): void {
  write.then(act, () => undefined);
}

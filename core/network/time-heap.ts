/** States by time, the earliest first: a heap of four children each, in typed arrays that grow. A state may stand in it more than once. */
export class TimeHeap {
  size = 0;
  #times = new Float64Array(1024);
  #states = new Int32Array(1024);

  /** The earliest time; the heap is not empty. */
  get earliest(): number {
    return this.#times[0]!;
  }

  push(state: number, time: number): void {
    if (this.size === this.#times.length) this.#grow();
    const times = this.#times;
    const states = this.#states;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = times[parent]!;
      if (above <= time) break;
      times[at] = above;
      states[at] = states[parent]!;
      at = parent;
    }
    times[at] = time;
    states[at] = state;
  }

  /** Takes out the state of the earliest time; the heap is not empty. */
  pop(): number {
    const times = this.#times;
    const states = this.#states;
    const top = states[0]!;
    const size = --this.size;
    const time = times[size]!;
    const state = states[size]!;
    let at = 0;
    for (let child = 1; child < size; child = at * 4 + 1) {
      const end = Math.min(child + 4, size);
      let least = child;
      let leastTime = times[child]!;
      for (let other = child + 1; other < end; other += 1) {
        const otherTime = times[other]!;
        if (otherTime >= leastTime) continue;
        least = other;
        leastTime = otherTime;
      }
      if (leastTime >= time) break;
      times[at] = leastTime;
      states[at] = states[least]!;
      at = least;
    }
    times[at] = time;
    states[at] = state;
    return top;
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const states = new Int32Array(times.length);
    times.set(this.#times);
    states.set(this.#states);
    this.#times = times;
    this.#states = states;
  }
}

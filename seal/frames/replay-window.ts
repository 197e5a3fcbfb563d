const span = 1024n;
const mask = (1n << span) - 1n;

/** Which of the last 1024 counters of a key were seen; what is older counts as seen. */
export class ReplayWindow {
  #highest = -1n;
  /** Bit n: the counter `highest - n` was seen. */
  #seen = 0n;

  isFresh(counter: bigint): boolean {
    const age = this.#highest - counter;
    return age < 0n || (age < span && ((this.#seen >> age) & 1n) === 0n);
  }

  /** Only after the frame's tag was right: a stranger's counter must not move the window. False when it was seen. */
  accept(counter: bigint): boolean {
    if (!this.isFresh(counter)) return false;
    const ahead = counter - this.#highest;
    if (ahead > 0n) {
      this.#seen = ahead >= span ? 1n : ((this.#seen << ahead) & mask) | 1n;
      this.#highest = counter;
    } else {
      this.#seen |= 1n << -ahead;
    }
    return true;
  }
}

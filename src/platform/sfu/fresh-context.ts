/** From a random start, so that tracks of different people differ too. Beside it no other state may outlive a room: this one has to. */
let last = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;

/** A number that no other track of this page ever has, also when its room and its worker are made anew: a key id is never used twice. */
export function freshContext(): number {
  last += 1;
  return last;
}

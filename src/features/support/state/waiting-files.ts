/** More at once make none of them faster, and each keeps up to 2 MiB on the way (SE81) in which everything else that is said waits. */
export const filesAtOnce = 3;

/** What was accepted: a few files of one sender come at once, the others when their turn is. A sender that says nothing holds up its own alone. */
export class WaitingFiles {
  readonly #begin: (id: string) => void;
  /** Of whom they are, in the order in which they were accepted; those under way too. */
  readonly #senders = new Map<string, string>();
  readonly #underWay = new Set<string>();

  constructor(begin: (id: string) => void) {
    this.#begin = begin;
  }

  /** One that is under way is begun again. */
  add(id: string, seatId: string): void {
    if (this.#underWay.has(id)) return this.#begin(id);
    this.#senders.set(id, seatId);
    return this.#next(seatId);
  }

  /** It is here, or does not come. */
  end(id: string): void {
    const seatId = this.#senders.get(id);
    this.#senders.delete(id);
    this.#underWay.delete(id);
    if (seatId !== undefined) this.#next(seatId);
  }

  #next(seatId: string): void {
    const theirs = [...this.#senders].flatMap(([id, sender]) => (sender === seatId ? [id] : []));
    const free = filesAtOnce - theirs.filter((id) => this.#underWay.has(id)).length;
    for (const id of theirs.filter((one) => !this.#underWay.has(one)).slice(0, Math.max(0, free))) {
      this.#underWay.add(id);
      this.#begin(id);
    }
  }
}

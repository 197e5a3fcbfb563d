import type { Mix, MixEar, Mixer, MixSeat, MixSignal } from './mixer.ts';

interface Member {
  readonly name: string;
  readonly ear: MixEar;
  isMuted: boolean;
}

/** A mixer without sound: who hears whom is asked with `hears()`. */
export class FakeMixer implements Mixer {
  /** Signals that were played, in all mixes, oldest first. */
  readonly signals: MixSignal[] = [];
  readonly #mixes = new Set<Set<Member>>();

  get size(): number {
    return this.#mixes.size;
  }

  open(): Mix {
    const members = new Set<Member>();
    this.#mixes.add(members);
    return {
      join: (name) => this.#join(members, name),
      signal: (signal) => void this.signals.push(signal),
      close: () => {
        this.#mixes.delete(members);
        members.clear();
      },
    };
  }

  /** `mix:` and the names of those whom the owner of this ear can hear, or `silence`. */
  hears(ear: MixEar): string {
    const members = [...this.#mixes].find((mix) => [...mix].some((member) => member.ear === ear)) ?? [];
    const others = [...members].filter((member) => member.ear !== ear && !member.isMuted);
    return others.length === 0 ? 'silence' : `mix:${others.map(({ name }) => name).join('+')}`;
  }

  #join(members: Set<Member>, name: string): MixSeat {
    const member: Member = { name, ear: { id: name }, isMuted: false };
    if (this.#mixes.has(members)) members.add(member);
    return {
      mouth: { kind: 'mix', ear: member.ear },
      say: () => undefined,
      setMuted: (isMuted) => {
        member.isMuted = isMuted;
      },
      leave: () => void members.delete(member),
    };
  }
}

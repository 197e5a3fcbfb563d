import { joined, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import type { GroupKeys } from '../group/group-keys.ts';
import type { Leaf } from '../group/leaf.ts';
import { SealError } from '../seal-error.ts';
import type { Resume } from './resume-secret.ts';
import type { FrameKeys, Member } from './sealed-session.ts';

const randomBytes = 16;

/** A group's id: 16 random bytes ‖ the epoch (4 bytes, big endian) that the session had reached before it. */
export function newGroupId(epochBefore: number): Bytes {
  const id = new Uint8Array(randomBytes + 4);
  crypto.getRandomValues(id.subarray(0, randomBytes));
  new DataView(id.buffer).setUint32(randomBytes, epochBefore);
  return joined(id);
}

/** Who this seat shares keys with, and what follows from the epoch. */
export class Membership {
  readonly #mySeatId: string;
  readonly #vouchers = new Map<string, string>();
  #group: GroupKeys | undefined;
  #frameKeys: FrameKeys | undefined;
  #resumes: readonly Resume[] = [];

  constructor(mySeatId: string) {
    this.#mySeatId = mySeatId;
  }

  get isIn(): boolean {
    return this.#group !== undefined;
  }

  /** @throws {SealError} `not-sealed` */
  get group(): GroupKeys {
    if (this.#group === undefined) throw new SealError('not-sealed');
    return this.#group;
  }

  /** The caller's own copy: forgetting mine must not leave somebody sealing with zeros. @throws {SealError} `not-sealed` */
  get frameKeys(): FrameKeys {
    if (this.#frameKeys === undefined) throw new SealError('not-sealed');
    return { ...this.#frameKeys, baseKey: this.#frameKeys.baseKey.slice() };
  }

  /** The session's epoch: it counts on through a new group. 0: none. */
  get epoch(): number {
    if (this.#group === undefined) return 0;
    const id = this.#group.groupId;
    return new DataView(id.buffer).getUint32(randomBytes) + this.#group.epoch;
  }

  get members(): readonly Member[] {
    return this.#group?.leaves.map((leaf) => this.memberOf(leaf)) ?? [];
  }

  get customer(): Member | undefined {
    return this.members.find(({ leaf }) => leaf === 0);
  }

  /** What a seat may come back with: this epoch's secret, and the former's unless somebody was removed since. */
  get resumes(): readonly Resume[] {
    return this.#resumes;
  }

  memberOf({ identity, index, signatureKey }: Leaf): Member {
    const by = this.#vouchers.get(identity.seatId);
    const isMe = identity.seatId === this.#mySeatId;
    return { ...identity, leaf: index, signatureKey, isMe, ...(by === undefined ? {} : { vouchedBy: by }) };
  }

  vouched(seatId: string, by: string): void {
    this.#vouchers.set(seatId, by);
  }

  get vouchers(): readonly { readonly seatId: string; readonly by: string }[] {
    return [...this.#vouchers].map(([seatId, by]) => ({ seatId, by }));
  }

  /** The group, or its next epoch, begins to count. */
  async enter(group: GroupKeys, hasRemoved: boolean): Promise<void> {
    if (this.#group !== group) this.#group?.forget();
    this.#group = group;
    const baseKey = await group.export('SEAL1 frames', utf8(''), 32);
    const base = toBase64Url(await group.export('SEAL1 resume', utf8(''), 32));
    const seats = new Map(group.leaves.map(({ index, identity }) => [index, identity.seatId]));
    this.#frameKeys = { epoch: this.epoch, baseKey, myLeaf: group.myLeaf, seats };
    const members = this.members.map(({ seatId, name, role, signatureKey, vouchedBy }) => {
      const key = toBase64Url(signatureKey);
      return { seatId, name, role, signatureKey: key, vouchedBy: vouchedBy ?? null };
    });
    const now: Resume = { version: 1, group: toBase64Url(group.groupId), epoch: this.epoch, base, members };
    this.#resumes = hasRemoved ? [now] : [now, ...this.#resumes.slice(0, 1)];
  }

  forget(): void {
    this.#group?.forget();
    this.#group = undefined;
    this.#frameKeys?.baseKey.fill(0);
    this.#frameKeys = undefined;
    this.#resumes = [];
  }
}

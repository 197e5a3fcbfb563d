import { toBase64Url } from '../bytes.ts';
import type { Change, GroupKeys, PreparedCommit } from '../group/group-keys.ts';
import { SealError } from '../seal-error.ts';
import type { MessageOf } from './handshake-messages.ts';
import type { SealCore } from './seal-core.ts';

interface Pending {
  readonly group: GroupKeys;
  readonly prepared: PreparedCommit;
  readonly message: MessageOf<'commit'>;
  readonly hasRemoved: boolean;
  /** It is back from the log. */
  isBack: boolean;
  /** Who is taken in has shown that they know the secret. */
  isProven: boolean;
}

/**
 * The customer's commits, one after the other: each counts when it comes back at its place in the log, for its maker as for all others;
 * what was asked for meanwhile waits. One that was said ahead of the proof of whom it takes in counts for its maker with the proof.
 */
export class Commits {
  readonly #core: SealCore;
  readonly #waiting: (() => Promise<void>)[] = [];
  #pending: Pending | undefined;

  constructor(core: SealCore) {
    this.#core = core;
  }

  /** Whether a group is there or about to be. */
  get isFounded(): boolean {
    return this.#core.membership.isIn || this.#pending !== undefined;
  }

  /** Runs now, or once the commit that is under way counts. */
  async whenFree(change: () => Promise<void>): Promise<void> {
    if (this.#pending === undefined) await change();
    else this.#waiting.push(change);
  }

  /** `group` is the present one, or one that this commit founds. `welcomeFor`: the seat that it takes in. */
  async commit(group: GroupKeys, change: Change, welcomeFor: string | null, isProven = true): Promise<void> {
    const prepared = await group.prepare(change);
    const isFounding = group.epoch === 0;
    const message: MessageOf<'commit'> = {
      type: 'commit',
      commit: isFounding ? null : toBase64Url(prepared.commit),
      welcome: prepared.welcome === null ? null : toBase64Url(prepared.welcome),
      welcomeFor,
    };
    this.#pending = { group, prepared, message, hasRemoved: change.remove.length > 0, isBack: false, isProven };
    this.#core.say(message);
  }

  /** Mine came back. @throws {SealError} `forged` when it is not what I said */
  async handleOwn({ commit, welcome, welcomeFor }: MessageOf<'commit'>): Promise<void> {
    const pending = this.#pending;
    if (pending === undefined) return;
    const said = pending.message;
    if (said.commit !== commit || said.welcome !== welcome || said.welcomeFor !== welcomeFor) throw new SealError('forged');
    pending.isBack = true;
    await this.#enter(pending);
  }

  /** Who was taken in ahead has proven themselves. */
  async handleProof(): Promise<void> {
    const pending = this.#pending;
    if (pending === undefined) return;
    pending.isProven = true;
    await this.#enter(pending);
  }

  /** They did not: a group that was to begin with them is none. */
  drop(): void {
    // It is let go of and not wiped: the leaf's key is the next run's, too.
    if (this.#pending?.isProven === false) this.#pending = undefined;
  }

  async #enter(pending: Pending): Promise<void> {
    if (!pending.isBack || !pending.isProven) return;
    this.#pending = undefined;
    pending.prepared.apply();
    await this.#core.entered(pending.group, pending.hasRemoved);
    while (this.#pending === undefined) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      await this.#core.refusing('commit', next);
    }
  }

  close(): void {
    this.#waiting.length = 0;
    this.#pending = undefined;
  }
}

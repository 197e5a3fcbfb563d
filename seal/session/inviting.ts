import type { Bytes } from '../bytes.ts';
import type { OwnPackage } from '../group/group-keys.ts';
import { SealError } from '../seal-error.ts';
import { passwordOf } from './channel.ts';
import { protocol, suite } from '../greeting/greeting.ts';
import type { HandshakeMessage, MessageOf } from './handshake-messages.ts';
import { InviterRun, type InviterResult } from './inviter-run.ts';
import { runCountOf, type RunCount } from './run-count.ts';
import type { SealCore } from './seal-core.ts';
import type { JoinSecret, OwnInvite, SeatRole } from './sealed-session.ts';

const runMs = 10_000;
const mostRuns = 8;

/** What this expert brings into a run, and the package behind it when the other side is to take this expert in. */
export interface Brought {
  readonly brings: Bytes;
  readonly own: OwnPackage | undefined;
}

interface OpenRun {
  readonly run: InviterRun;
  readonly invite: OwnInvite;
  readonly mode: JoinSecret['kind'];
  readonly brought: Brought;
  timer?: { stop(): void };
}

/** A run that is proven on both sides. */
export interface Invited extends Omit<InviterResult, 'answer'>, Brought {
  readonly joinerSeat: string;
}

/** The inviter's runs. A code burns after three that were begun and not finished; links and sessions do not. */
export class Inviting {
  readonly #core: SealCore;
  readonly #secrets: () => readonly OwnInvite[];
  readonly #runs = new Map<string, OpenRun>();
  readonly #used = new Set<string>();

  constructor(core: SealCore, secrets: () => readonly OwnInvite[]) {
    this.#core = core;
    this.#secrets = secrets;
  }

  /** @throws {SealError} `foreign-suite`, or `unexpected` for somebody who may not come now */
  async handleGreet(message: MessageOf<'greet'>, from: string, wanted: SeatRole, bring: () => Promise<Brought>): Promise<void> {
    if (message.protocol !== protocol || message.suite !== suite) throw new SealError('foreign-suite');
    const { mode, routing, run, role } = message;
    const invite = this.#secrets().find((own) => routing === (mode === 'link' ? own.routing : own.nameplate));
    if (invite === undefined || this.#used.has(invite.inviteId)) return;
    if (role !== wanted || this.#runs.has(run)) throw new SealError('unexpected');
    if (mode === 'code' && (invite.isCodeBurnt === true || this.#countOf(invite).isBurnt))
      return this.#core.say({ type: 'failed', run, why: 'burnt' });
    this.#makeRoom(from);
    if (this.#runs.size >= mostRuns) throw new SealError('unexpected');
    const { origin, tenantName, sessionId, mySeatId } = this.#core.begin;
    const where = { origin, tenantName, sessionId, mode, routing };
    const channel = { ...where, joinerRole: role, joinerSeat: from, inviterSeat: mySeatId };
    const secret = mode === 'link' ? ({ kind: mode, secret: invite.secret } as const) : ({ kind: mode, word: invite.word } as const);
    const brought = await bring();
    const open: OpenRun = { run: new InviterRun(run, passwordOf(secret), channel, brought.brings), invite, mode, brought };
    this.#runs.set(run, open);
    this.#core.say(open.run.answer());
    open.run.prepare();
  }

  /** The result once the joiner has proven itself. @throws {SealError} */
  async handle(message: HandshakeMessage, from: string): Promise<Invited | undefined> {
    const open = 'run' in message ? this.#runs.get(message.run) : undefined;
    if (open === undefined || open.run.joinerSeat !== from) return undefined;
    if (message.type === 'share') await this.#share(open, message);
    if (message.type === 'failed') this.#drop(open);
    return message.type === 'confirm' ? this.#confirm(open, message) : undefined;
  }

  close(): void {
    for (const { timer } of this.#runs.values()) timer?.stop();
    this.#runs.clear();
  }

  async #share(open: OpenRun, message: MessageOf<'share'>): Promise<void> {
    if (open.timer !== undefined) throw new SealError('unexpected');
    const reply = await open.run.handleShare(message);
    if (open.mode === 'code' && !this.#countOf(open.invite).begin()) {
      this.#runs.delete(open.run.run);
      return this.#core.say({ type: 'failed', run: open.run.run, why: 'late' });
    }
    open.timer = this.#core.begin.clock.after(runMs, () => this.#drop(open));
    this.#core.say(reply);
  }

  async #confirm(open: OpenRun, message: MessageOf<'confirm'>): Promise<Invited> {
    try {
      const { answer, ...result } = await open.run.handleConfirm(message);
      if (open.mode === 'code') this.#countOf(open.invite).finish();
      open.timer?.stop();
      this.#runs.delete(open.run.run);
      this.#used.add(open.invite.inviteId);
      this.#core.say(answer);
      return { ...result, ...open.brought, joinerSeat: open.run.joinerSeat };
    } catch (error) {
      if (error instanceof SealError && error.why === 'wrong-secret') {
        this.#core.say({ type: 'failed', run: open.run.run, why: 'wrong-secret' });
        this.#drop(open);
      }
      throw error;
    }
  }

  /** Whoever greets again goes on from there; and of those who only greeted, and may be gone, the oldest gives way. */
  #makeRoom(from: string): void {
    const idle = [...this.#runs.values()].filter(({ timer }) => timer === undefined);
    for (const open of idle) if (open.run.joinerSeat === from) this.#drop(open);
    const [oldest] = idle.filter(({ run }) => this.#runs.has(run.run));
    if (oldest && this.#runs.size >= mostRuns) this.#drop(oldest);
  }

  /** Came to nothing: a guess, if a share had been shown. */
  #drop({ run, timer, mode, invite }: OpenRun): void {
    if (!this.#runs.delete(run.run)) return;
    timer?.stop();
    if (timer === undefined) return;
    const { inviteId } = invite;
    const isBurnt = mode === 'code' && this.#countOf(invite).fail();
    const why = isBurnt ? 'burnt' : 'unfinished';
    this.#core.notices.emit('refused', { what: 'invite', why, seatId: run.joinerSeat, ...(isBurnt && { inviteId }) });
  }

  #countOf(invite: OwnInvite): RunCount {
    return runCountOf(this.#core.begin.mySeatId, invite.inviteId);
  }
}

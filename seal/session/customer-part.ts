import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import type { GroupKeys, OwnPackage, Psk } from '../group/group-keys.ts';
import type { Leaf, LeafKey } from '../group/leaf.ts';
import { foundGroup } from '../group/mls/begin.ts';
import { readPackage } from '../group/mls/packages.ts';
import { SealError } from '../seal-error.ts';
import { isEqualBytes } from '../cpace/encodings.ts';
import { Commits } from './commits.ts';
import type { ControlMessage } from './control-messages.ts';
import type { HandshakeMessage, MessageOf } from './handshake-messages.ts';
import { admissionDigits, writeIntroduction } from './introduction.ts';
import { Joining } from './joining.ts';
import type { RunResult } from './joiner-run.ts';
import { newGroupId } from './membership.ts';
import { maxWaiting, type Part } from './part.ts';
import { resumePsk, resumeTag, type Resume } from './resume-secret.ts';
import type { SealCore } from './seal-core.ts';
import type { JoinSecret, Member } from './sealed-session.ts';

/** Somebody to be taken in. */
interface Newcomer {
  readonly package: Bytes;
  readonly leaf: LeafKey;
  readonly vouchedBy: string | null;
  readonly psk: Psk | null;
}

export interface CustomerOptions {
  readonly core: SealCore;
  readonly own: OwnPackage;
  readonly secret: JoinSecret | undefined;
  readonly routing: string;
  readonly greeted: string | undefined;
  readonly resume: Resume | undefined;
}

/** The customer's part: proves itself to the first expert, founds the group, and alone changes it. */
export class CustomerPart implements Part {
  readonly #core: SealCore;
  readonly #own: OwnPackage;
  readonly #joining: Joining | undefined;
  readonly #commits: Commits;
  readonly #applicants = new Map<string, Newcomer>();
  /** Experts without an invite, as long as another expert can vouch for them. */
  readonly #strangers = new Map<string, Newcomer>();
  /** The group to be, of nobody but this side yet. */
  #founding: Promise<GroupKeys> | undefined;
  #resume: Resume | undefined;
  /** What was said before this page's own first word is of others: those who were there before a customer who was invited again, or itself. */
  #isPast = true;

  constructor({ core, own, secret, routing, greeted, resume }: CustomerOptions) {
    this.#core = core;
    this.#own = own;
    this.#commits = new Commits(core);
    this.#resume = resume;
    if (resume !== undefined) return;
    if (secret === undefined) throw new SealError('wrong-secret');
    this.#joining = new Joining({ core, secret, routing, own, greeted, onDropped: () => this.#commits.drop() });
  }

  async start(): Promise<void> {
    if (this.#resume === undefined) return this.#beginJoining();
    for (const { seatId, vouchedBy } of this.#resume.members) if (vouchedBy !== null) this.#core.membership.vouched(seatId, vouchedBy);
    const tag = await resumeTag(this.#resume, this.#core.begin.mySeatId, this.#own.bytes);
    const { group, epoch } = this.#resume;
    this.#core.say({ type: 'resume', group, epoch, package: toBase64Url(this.#own.bytes), tag });
  }

  async handleClear(message: HandshakeMessage, from: string): Promise<void> {
    if (from === this.#core.begin.mySeatId) return this.#handleOwn(message);
    if (this.#isPast) return;
    if (message.type === 'commit') throw new SealError('not-allowed');
    if (message.type === 'resume') return this.#handleResume(message, from);
    if (message.type === 'apply') return this.#handleApply(message, from);
    const joined = await this.#joining?.handle(message, from);
    if (joined?.step === 'confirming') await this.#found(joined.result);
    if (joined?.step === 'proven') await this.#commits.handleProof();
  }

  async handleControl(message: ControlMessage, from: Member): Promise<void> {
    if (from.isMe) return;
    if (message.type !== 'propose') throw new SealError('not-allowed');
    const newcomer = await readNewcomer(message.package, message.seatId);
    const psk = message.psk === null ? null : { id: fromBase64Url(message.psk.id), secret: fromBase64Url(message.psk.secret) };
    this.#strangers.delete(message.seatId);
    await this.#ask({ ...newcomer, vouchedBy: from.name, psk });
  }

  handleForeign(): Promise<void> {
    return Promise.resolve();
  }

  async admit(seatId: string): Promise<void> {
    const newcomer = this.#applicants.get(seatId);
    if (newcomer === undefined) throw new SealError('unexpected');
    this.#applicants.delete(seatId);
    await this.#commits.whenFree(() => this.#takeIn(newcomer));
  }

  async remove(seatId: string): Promise<void> {
    if (seatId === this.#core.begin.mySeatId) throw new SealError('not-allowed');
    this.#resume = undefined;
    this.#strangers.delete(seatId);
    if (this.#applicants.delete(seatId)) return;
    await this.#commits.whenFree(async () => {
      const leaf = this.#leafOf(seatId);
      if (leaf === undefined) return;
      await this.#commits.commit(this.#core.membership.group, { add: [], remove: [leaf.index], psks: [] }, null);
    });
  }

  vouch(): Promise<void> {
    return Promise.reject(new SealError('not-allowed'));
  }

  close(): void {
    this.#joining?.close();
    this.#commits.close();
    this.#applicants.clear();
    this.#strangers.clear();
    this.#founding = undefined;
    this.#resume = undefined;
  }

  /** What a group takes that nobody else is in needs no answer: it is made while the expert's is waited for. */
  #beginJoining(): void {
    this.#joining?.begin();
    this.#founding = foundGroup(this.#own, newGroupId(0));
    // Told to whoever needs it.
    this.#founding.catch(() => undefined);
  }

  async #handleOwn(message: HandshakeMessage): Promise<void> {
    if (message.type === (this.#joining ? 'greet' : 'resume')) this.#isPast = false;
    if (message.type !== 'commit') return;
    await this.#commits.handleOwn(message);
    await this.#askForStrangers();
    const { vouchers, isIn } = this.#core.membership;
    if (isIn && message.welcome !== null && vouchers.length > 0) await this.#core.sayControl({ type: 'roster', vouched: [...vouchers] });
  }

  /** Nothing proves who this is. Experts who are there compare digits and vouch; when none is, whoever sits here compares them. */
  async #handleApply({ package: keyPackage }: MessageOf<'apply'>, from: string): Promise<void> {
    const isKnown = this.#strangers.has(from) || this.#applicants.has(from);
    if (!isKnown && this.#strangers.size + this.#applicants.size >= maxWaiting) throw new SealError('unexpected');
    this.#strangers.set(from, { ...(await readNewcomer(keyPackage, from)), vouchedBy: null, psk: null });
    await this.#askForStrangers();
  }

  async #askForStrangers(): Promise<void> {
    const { membership } = this.#core;
    if (!membership.isIn || membership.group.leaves.some(({ identity }) => identity.role === 'expert')) return;
    for (const [seatId, stranger] of this.#strangers) {
      this.#strangers.delete(seatId);
      this.#core.say({ type: 'introduce', to: seatId, introduction: toBase64Url(writeIntroduction(this.#own.leaf)) });
      await this.#ask(stranger);
    }
  }

  async #ask(newcomer: Newcomer): Promise<void> {
    const { seatId, name } = newcomer.leaf.identity;
    this.#applicants.set(seatId, newcomer);
    const digits = await admissionDigits(newcomer.package, this.#own.leaf);
    const { vouchedBy } = newcomer;
    this.#core.notices.emit('admission-asked', { seatId, name, digits, ...(vouchedBy === null ? {} : { vouchedBy }) });
  }

  /** A group of the two, with the key of CPace inside, in one breath with my proof: only who has that key reads it. It counts with theirs. */
  async #found({ inviterSeat, brings, psk }: RunResult): Promise<void> {
    const { package: keyPackage } = await readNewcomer(toBase64Url(brings), inviterSeat);
    // Each run has a group of its own.
    const founding = this.#founding ?? foundGroup(this.#own, newGroupId(0));
    this.#founding = undefined;
    await this.#commits.commit(await founding, { add: [keyPackage], remove: [], psks: [psk] }, inviterSeat, false);
  }

  /** An expert's page came back, or answers that mine did. */
  async #handleResume(message: MessageOf<'resume'>, from: string): Promise<void> {
    const keyPackage = fromBase64Url(message.package);
    const known = [...this.#core.membership.resumes, ...(this.#resume === undefined ? [] : [this.#resume])];
    const resume = known.find(({ group, epoch }) => group === message.group && epoch === message.epoch);
    const member = resume?.members.find(({ seatId, role }) => seatId === from && role === 'expert');
    if (resume === undefined || member === undefined || (await resumeTag(resume, from, keyPackage)) !== message.tag) {
      this.#core.say({ type: 'failed', run: message.tag, why: 'older' });
      throw new SealError('older');
    }
    const newcomer = {
      ...(await readNewcomer(message.package, from)),
      vouchedBy: member.vouchedBy,
      psk: await resumePsk(resume, keyPackage),
    };
    if (this.#commits.isFounded) return this.#commits.whenFree(() => this.#takeIn(newcomer));
    const group = await foundGroup(this.#own, newGroupId(resume.epoch));
    await this.#commits.commit(group, { add: [keyPackage], remove: [], psks: [newcomer.psk] }, from);
  }

  /** Says who comes, to those who are there, and commits; a seat that was in already leaves its former leaf. */
  async #takeIn({ package: keyPackage, leaf, vouchedBy, psk }: Newcomer): Promise<void> {
    const { seatId } = leaf.identity;
    const former = this.#leafOf(seatId);
    if (former !== undefined && isEqualBytes(former.signatureKey, leaf.signatureKey)) return;
    const secret = psk === null ? null : { id: toBase64Url(psk.id), secret: toBase64Url(psk.secret) };
    if (vouchedBy !== null) this.#core.membership.vouched(seatId, vouchedBy);
    await this.#core.sayControl({ type: 'admitting', package: toBase64Url(keyPackage), vouchedBy, psk: secret });
    const remove = former === undefined ? [] : [former.index];
    const { group } = this.#core.membership;
    await this.#commits.commit(group, { add: [keyPackage], remove, psks: psk === null ? [] : [psk] }, seatId);
  }

  #leafOf(seatId: string): Leaf | undefined {
    const { membership } = this.#core;
    return membership.isIn ? membership.group.leaves.find(({ identity }) => identity.seatId === seatId) : undefined;
  }
}

/** @throws {SealError} `forged` unless the package is an expert's of that seat */
async function readNewcomer(text: string, seatId: string): Promise<Pick<Newcomer, 'package' | 'leaf'>> {
  const keyPackage = fromBase64Url(text);
  const leaf = await readPackage(keyPackage);
  if (leaf.identity.role !== 'expert' || leaf.identity.seatId !== seatId) throw new SealError('forged');
  return { package: keyPackage, leaf };
}

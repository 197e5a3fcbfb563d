import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import type { ExpectedTree, OwnPackage, Psk } from '../group/group-keys.ts';
import type { LeafKey } from '../group/leaf.ts';
import { joinByWelcome } from '../group/mls/begin.ts';
import { newPackage, readPackage } from '../group/mls/packages.ts';
import { SealError } from '../seal-error.ts';
import type { ControlMessage, ControlOf } from './control-messages.ts';
import type { HandshakeMessage, MessageOf } from './handshake-messages.ts';
import { admissionDigits, readIntroduction, writeIntroduction } from './introduction.ts';
import { Inviting, type Brought, type Invited } from './inviting.ts';
import { Joining } from './joining.ts';
import { maxWaiting, type Part } from './part.ts';
import { resumePsk, resumeTag, type Resume } from './resume-secret.ts';
import type { SealCore } from './seal-core.ts';
import type { BeginExpert, Member } from './sealed-session.ts';

/** A Welcome that may come: for which package, into which tree, with which secrets. */
interface Awaited {
  readonly own: OwnPackage;
  readonly expected: ExpectedTree;
  readonly psks: readonly Psk[];
}

/** Who the customer's next commit takes in. */
interface Announced {
  readonly leaf: LeafKey;
  readonly psk: Psk | null;
}

export interface ExpertOptions extends Pick<BeginExpert, 'secrets' | 'invited'> {
  readonly core: SealCore;
  readonly own: OwnPackage;
  readonly resume: Resume | undefined;
}

/** An expert's part: invites, waits for the customer's Welcome, follows the customer's commits, vouches for others. */
export class ExpertPart implements Part {
  readonly #core: SealCore;
  readonly #own: OwnPackage;
  readonly #inviting: Inviting;
  readonly #joining: Joining | undefined;
  readonly #applicants = new Map<string, Bytes>();
  #resume: Resume | undefined;
  #resumeTag: string | undefined;
  #isPast: boolean;
  #hasApplied = false;
  #awaited: Awaited | undefined;
  #announced: Announced[] = [];

  constructor({ core, own, secrets, invited, resume }: ExpertOptions) {
    this.#core = core;
    this.#own = own;
    this.#inviting = new Inviting(core, secrets);
    this.#resume = resume;
    this.#isPast = resume !== undefined;
    if (resume === undefined && invited !== undefined) this.#joining = new Joining({ core, own, ...invited });
  }

  async start(): Promise<void> {
    this.#joining?.begin();
    if (this.#resume === undefined) return;
    for (const { seatId, vouchedBy } of this.#resume.members) if (vouchedBy !== null) this.#core.membership.vouched(seatId, vouchedBy);
    const customer = this.#resume.members.find(({ role }) => role === 'customer');
    if (customer === undefined) throw new SealError('malformed');
    const { seatId, name, signatureKey } = customer;
    await this.#comeBack(this.#resume, this.#own, {
      identity: { seatId, name, role: 'customer' },
      signatureKey: fromBase64Url(signatureKey),
    });
  }

  async handleClear(message: HandshakeMessage, from: string): Promise<void> {
    const isMine = from === this.#core.begin.mySeatId;
    if (isMine && message.type === 'resume') this.#isPast = false;
    if (isMine || this.#isPast) return;
    switch (message.type) {
      case 'commit':
        return this.#handleCommit(message, from);
      case 'resume':
        return this.#handleResume(message, from);
      case 'apply':
        return this.#handleApply(message, from);
      case 'introduce':
        return this.#handleIntroduce(message);
      case 'greet':
        return this.#inviting.handleGreet(message, from, this.#core.membership.isIn ? 'expert' : 'customer', () => this.#bring());
      default:
        await this.#handleRun(message, from);
    }
  }

  async handleControl(message: ControlMessage, from: Member): Promise<void> {
    if (message.type === 'propose') return;
    if (from.leaf !== 0) throw new SealError('not-allowed');
    if (message.type === 'roster') {
      for (const { seatId, by } of message.vouched) this.#core.membership.vouched(seatId, by);
      this.#core.notices.emit('changed', undefined);
    }
    if (message.type === 'admitting') await this.#handleAdmitting(message);
  }

  /** There is a group, and nothing of mine leads into it: I ask its experts to vouch for me. */
  handleForeign(): Promise<void> {
    const isIdle = this.#resume === undefined && this.#joining === undefined && this.#awaited === undefined;
    if (isIdle && !this.#hasApplied) {
      this.#hasApplied = true;
      this.#core.say({ type: 'apply', package: toBase64Url(this.#own.bytes) });
    }
    return Promise.resolve();
  }

  admit(): Promise<void> {
    return Promise.reject(new SealError('not-allowed'));
  }

  remove(): Promise<void> {
    return Promise.reject(new SealError('not-allowed'));
  }

  async vouch(seatId: string): Promise<void> {
    const keyPackage = this.#applicants.get(seatId);
    if (keyPackage === undefined) throw new SealError('unexpected');
    this.#applicants.delete(seatId);
    await this.#core.sayControl({ type: 'propose', seatId, package: toBase64Url(keyPackage), psk: null });
  }

  close(): void {
    this.#inviting.close();
    this.#joining?.close();
    this.#applicants.clear();
    this.#announced = [];
    this.#awaited = undefined;
    this.#resume = undefined;
  }

  /** A customer gets a package of mine; an expert is told who the customer is. */
  async #bring(): Promise<Brought> {
    const { customer } = this.#core.membership;
    if (customer !== undefined) return { brings: writeIntroduction(leafOf(customer)), own: undefined };
    const own = await newPackage(this.#own.leaf.identity);
    return { brings: own.bytes, own };
  }

  async #handleRun(message: HandshakeMessage, from: string): Promise<void> {
    if (message.type === 'failed' && message.run === this.#resumeTag && !this.#core.membership.isIn) return this.#core.end('lost');
    const invited = await this.#inviting.handle(message, from);
    if (invited !== undefined) return this.#handleInvited(invited);
    const joined = await this.#joining?.handle(message, from);
    if (joined?.step !== 'proven') return;
    const { result } = joined;
    const customer = readIntroduction(result.brings);
    this.#awaited = { own: this.#own, expected: { leaves: [customer, this.#own.leaf], mayHaveOthers: true }, psks: [result.psk] };
  }

  async #handleInvited({ joinerBrings, joinerSeat, psk, own }: Invited): Promise<void> {
    const leaf = await readPackage(joinerBrings);
    if (leaf.identity.seatId !== joinerSeat || leaf.identity.role !== (own === undefined ? 'expert' : 'customer'))
      throw new SealError('forged');
    if (own !== undefined) {
      this.#awaited = { own, expected: { leaves: [leaf, own.leaf], mayHaveOthers: false }, psks: [psk] };
      return;
    }
    const secret = { id: toBase64Url(psk.id), secret: toBase64Url(psk.secret) };
    await this.#core.sayControl({ type: 'propose', seatId: joinerSeat, package: toBase64Url(joinerBrings), psk: secret });
  }

  async #handleCommit({ commit, welcome, welcomeFor }: MessageOf<'commit'>, from: string): Promise<void> {
    const { membership, begin } = this.#core;
    if (welcomeFor === begin.mySeatId && welcome !== null && this.#awaited !== undefined) {
      const { own, expected, psks } = this.#awaited;
      return this.#core.refusing('welcome', async () => {
        const group = await joinByWelcome(fromBase64Url(welcome), own, expected, psks);
        this.#awaited = undefined;
        this.#resume = undefined;
        await this.#core.entered(group, false);
      });
    }
    if (!membership.isIn || commit === null) return;
    await this.#core.refusing('commit', async () => {
      if (membership.customer?.seatId !== from) throw new SealError('not-allowed');
      const { group } = membership;
      const added = this.#announced.map(({ leaf }) => leaf);
      const psks = this.#announced.flatMap(({ psk }) => (psk === null ? [] : [psk]));
      const { amRemoved, removed } = await group.apply(fromBase64Url(commit), added, psks);
      this.#announced = [];
      if (amRemoved) return this.#core.end('removed');
      await this.#core.entered(group, removed.length > 0);
    });
  }

  async #handleAdmitting({ package: text, vouchedBy, psk }: ControlOf<'admitting'>): Promise<void> {
    const leaf = await readPackage(fromBase64Url(text));
    if (vouchedBy !== null) this.#core.membership.vouched(leaf.identity.seatId, vouchedBy);
    this.#applicants.delete(leaf.identity.seatId);
    const secret = psk === null ? null : { id: fromBase64Url(psk.id), secret: fromBase64Url(psk.secret) };
    this.#announced.push({ leaf, psk: secret });
  }

  /** The customer's page came back: I show that I am who I was, and wait for a Welcome to its new group. The old one serves till then. */
  async #handleResume(message: MessageOf<'resume'>, from: string): Promise<void> {
    const known = [...this.#core.membership.resumes, ...(this.#resume === undefined ? [] : [this.#resume])];
    const resume = known.find(({ group, epoch }) => group === message.group && epoch === message.epoch);
    const isCustomer = resume?.members.some(({ seatId, role }) => seatId === from && role === 'customer') ?? false;
    if (resume === undefined || !isCustomer) return;
    const keyPackage = fromBase64Url(message.package);
    if ((await resumeTag(resume, from, keyPackage)) !== message.tag) throw new SealError('forged');
    const customer = await readPackage(keyPackage);
    if (customer.identity.role !== 'customer' || customer.identity.seatId !== from) throw new SealError('forged');
    await this.#comeBack(resume, await newPackage(this.#own.leaf.identity), customer);
  }

  async #comeBack(resume: Resume, own: OwnPackage, customer: LeafKey): Promise<void> {
    const { group, epoch } = resume;
    const psks = [await resumePsk(resume, own.bytes)];
    this.#awaited = { own, expected: { leaves: [customer, own.leaf], mayHaveOthers: true }, psks };
    this.#resumeTag = await resumeTag(resume, this.#core.begin.mySeatId, own.bytes);
    this.#core.say({ type: 'resume', group, epoch, package: toBase64Url(own.bytes), tag: this.#resumeTag });
  }

  async #handleApply(message: MessageOf<'apply'>, from: string): Promise<void> {
    const { customer } = this.#core.membership;
    if (customer === undefined) return;
    const keyPackage = fromBase64Url(message.package);
    const { identity } = await readPackage(keyPackage);
    if (!this.#applicants.has(from) && this.#applicants.size >= maxWaiting) throw new SealError('unexpected');
    if (identity.role !== 'expert' || identity.seatId !== from) throw new SealError('forged');
    this.#applicants.set(from, keyPackage);
    const introduction = writeIntroduction(leafOf(customer));
    this.#core.say({ type: 'introduce', to: from, introduction: toBase64Url(introduction) });
    const digits = await admissionDigits(keyPackage, leafOf(customer));
    this.#core.notices.emit('vouch-asked', { seatId: from, name: identity.name, digits });
  }

  /** Nobody proved who this is: digits that are compared do, before anybody vouches, and the safety words after. */
  async #handleIntroduce(message: MessageOf<'introduce'>): Promise<void> {
    const { mySeatId, name } = this.#core.begin;
    if (message.to !== mySeatId || !this.#hasApplied || this.#awaited !== undefined) return;
    const customer = readIntroduction(fromBase64Url(message.introduction));
    this.#awaited = { own: this.#own, expected: { leaves: [customer, this.#own.leaf], mayHaveOthers: true }, psks: [] };
    const digits = await admissionDigits(this.#own.bytes, customer);
    this.#core.notices.emit('vouch-asked', { seatId: mySeatId, name, digits });
  }
}

function leafOf({ seatId, name, role, signatureKey }: Member): LeafKey {
  return { identity: { seatId, name, role }, signatureKey };
}

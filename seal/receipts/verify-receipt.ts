import { fromBase64Url, utf8 } from '../bytes.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { sealedEvent, type SealedEvent } from '../events/catalogue.ts';
import { fingerprintOf } from '../tenant-keys/tenant-root.ts';
import { hashOfEntry, hashOfHeader } from './chain.ts';
import { isCertified } from './leaf-certificate.ts';
import { receiptFile, saidText, type ReceiptEntry, type ReceiptFile, type ReceiptPerson } from './receipt-format.ts';

/**
 * What is wrong with a receipt. `unreadable`: no receipt of ours; `chain`: something was changed, left out or moved; `order`: numbers do not
 * ascend; `signature`: not what its sender signed; `event`: signed, but nothing that is said in a session; `session`: said in another one;
 * `repeated`: said once, listed twice; `head`: a head that is not this chain's; `certificate`: not signed by its root; `foreign-root`: of
 * another tenant; `uncertified`: an expert of whom the tenant's root does not say that they are its.
 */
export type ReceiptProblem =
  | 'unreadable'
  | 'chain'
  | 'order'
  | 'signature'
  | 'event'
  | 'session'
  | 'repeated'
  | 'head'
  | 'certificate'
  | 'foreign-root'
  | 'uncertified';

export interface ReceiptVerdict {
  /** `number`: of the entry; null when it is of the file. */
  readonly problems: readonly { readonly number: number | null; readonly why: ReceiptProblem; readonly who?: string }[];
  readonly entries: number;
  /** Up to these numbers both sides, or at least one, signed the chain; 0: nothing. What is later is one page's word. */
  readonly bothUpTo: number;
  readonly oneSidedUpTo: number;
  /** Entries that are no heads. */
  readonly said: number;
  /** Those among them that not both sides signed: that none is missing among these is one page's word. */
  readonly notByBoth: readonly { readonly number: number; readonly type: string; readonly name: string }[];
  /** False: it was cut off, or the session ended without a word. */
  readonly isEnded: boolean;
  /** False: written by somebody who came later. */
  readonly isFromStart: boolean;
  readonly people: readonly (ReceiptPerson & { readonly isCertified: boolean })[];
}

type Problem = ReceiptVerdict['problems'][number];

/** Checks a receipt, parsed as JSON. `tenantRoot`: the fingerprint that its experts must be certified under, written in any way. */
export async function verifyReceipt(value: unknown, { tenantRoot }: { readonly tenantRoot?: string } = {}): Promise<ReceiptVerdict> {
  const parsed = receiptFile.safeParse(value);
  if (!parsed.success) return unreadable;
  const walk = new Walk(parsed.data);
  await walk.run();
  const { problems, certified } = await certificatesOf(parsed.data, tenantRoot);
  const people = walk.people().map((person) => ({ ...person, isCertified: certified.has(`${person.key} ${person.name}`) }));
  const missing = people.flatMap(({ role, name, isCertified: isSo }): Problem[] =>
    tenantRoot !== undefined && role === 'expert' && !isSo ? [{ number: null, why: 'uncertified', who: name }] : [],
  );
  return {
    problems: [...walk.problems, ...problems, ...missing],
    entries: parsed.data.entries.length,
    ...walk.heads(),
    said: walk.said.length,
    notByBoth: walk.said.filter(({ number }) => number > walk.heads().bothUpTo),
    isEnded: walk.isEnded,
    isFromStart: parsed.data.follows === null,
    people,
  };
}

const unreadable: ReceiptVerdict = {
  problems: [{ number: null, why: 'unreadable' }],
  entries: 0,
  bothUpTo: 0,
  oneSidedUpTo: 0,
  said: 0,
  notByBoth: [],
  isEnded: false,
  isFromStart: false,
  people: [],
};

/** Goes through the entries once. */
class Walk {
  readonly problems: Problem[] = [];
  readonly said: ReceiptVerdict['notByBoth'][number][] = [];
  isEnded = false;
  readonly #file: ReceiptFile;
  readonly #hashes = new Map<number, string>();
  readonly #seen = new Set<string>();
  readonly #people = new Map<string, ReceiptPerson>();
  readonly #upTo = { customer: 0, expert: 0 };

  constructor(file: ReceiptFile) {
    this.#file = file;
  }

  async run(): Promise<void> {
    const { header, follows, entries } = this.#file;
    let { number, hash } = follows ?? { number: 0, hash: await hashOfHeader(header) };
    this.#hashes.set(number, hash);
    for (const entry of entries) {
      if (entry.previous !== hash) this.#find(entry, 'chain');
      if (entry.number <= number) this.#find(entry, 'order');
      await this.#checkSaid(entry);
      this.#people.set(`${entry.from.key} ${entry.from.name} ${entry.from.role}`, entry.from);
      ({ number } = entry);
      hash = await hashOfEntry(entry);
      this.#hashes.set(number, hash);
    }
  }

  people(): readonly ReceiptPerson[] {
    return [...this.#people.values()];
  }

  heads(): { readonly bothUpTo: number; readonly oneSidedUpTo: number } {
    const { customer, expert } = this.#upTo;
    return { bothUpTo: Math.min(customer, expert), oneSidedUpTo: Math.max(customer, expert) };
  }

  async #checkSaid(entry: ReceiptEntry): Promise<void> {
    if (!(await isSignedBy(entry))) return this.#find(entry, 'signature');
    const said = readSaid(entry.signed);
    const event = said && sealedEvent.safeParse(said.event);
    if (!said || !event?.success || said.lane !== 'log') return this.#find(entry, 'event');
    if (said.session !== this.#file.header.sessionId) this.#find(entry, 'session');
    const once = `${said.group} ${String(said.leaf)} ${entry.from.key} ${String(said.sequence)}`;
    if (this.#seen.has(once)) this.#find(entry, 'repeated');
    this.#seen.add(once);
    if (event.data.type !== 'receipt-head') this.said.push({ number: entry.number, type: event.data.type, name: entry.from.name });
    this.isEnded ||= event.data.type === 'end';
    return this.#checkHead(entry, event.data);
  }

  #checkHead(entry: ReceiptEntry, event: SealedEvent): void {
    if (event.type !== 'receipt-head') return;
    const known = this.#hashes.get(event.number);
    // Of heads from before a follower came, nothing can be said.
    if (known === undefined && event.number < (this.#file.follows?.number ?? 0)) return;
    const { role } = entry.from;
    if (known === event.hash) this.#upTo[role] = Math.max(this.#upTo[role], event.number);
    else this.#find(entry, 'head');
  }

  #find({ number }: ReceiptEntry, why: ReceiptProblem): void {
    this.problems.push({ number, why });
  }
}

async function isSignedBy({ from, signed, signature }: ReceiptEntry): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', fromBase64Url(from.key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, fromBase64Url(signature), utf8(signed));
}

/** undefined unless it is the one way to write it. */
function readSaid(text: string): ReturnType<typeof saidText.parse> | undefined {
  try {
    const said = saidText.parse(JSON.parse(text));
    return canonicalJson({ ...said }) === text ? said : undefined;
  } catch {
    return undefined;
  }
}

async function certificatesOf(
  { header, certificates }: ReceiptFile,
  tenantRoot: string | undefined,
): Promise<{ readonly problems: readonly Problem[]; readonly certified: ReadonlySet<string> }> {
  const problems: Problem[] = [];
  const certified = new Set<string>();
  for (const certificate of certificates) {
    const { key, name, rootPublicKey } = certificate;
    const root = digitsOf(await fingerprintOf(fromBase64Url(rootPublicKey)));
    if (!(await isCertified(header.sessionId, certificate))) problems.push({ number: null, why: 'certificate', who: name });
    else if (tenantRoot !== undefined && digitsOf(tenantRoot) !== root) problems.push({ number: null, why: 'foreign-root', who: name });
    else certified.add(`${key} ${name}`);
  }
  return { problems, certified };
}

function digitsOf(fingerprint: string): string {
  return fingerprint.toLowerCase().replaceAll(/[^0-9a-f]/gu, '');
}

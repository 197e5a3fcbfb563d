import type {
  Approval,
  AskApproval,
  FoundSealing,
  Removal,
  SealedRing,
  Sealing,
  SealingBrowser,
} from '../../../../../protocol/media/sealing.ts';
import type { SealingServer } from './sealing-api.ts';

type Entry = Omit<SealingBrowser, 'isMine'> & { ring: SealedRing | undefined };

/** What the server keeps, shared by the people of a test. It believes everybody: what a browser refuses, the browser must refuse itself. */
export class FakeSealingTenant {
  isOn = false;
  keys: Omit<NonNullable<Sealing['keys']>, 'browsers'> | undefined;
  browsers: Entry[] = [];

  /** The server as one person sees it. */
  for(userId: string): SealingServer {
    const seen = async (work: () => void = () => undefined): Promise<Sealing> => {
      work();
      return this.#seenBy(userId);
    };
    return {
      get: () => seen(),
      ring: async (id) => this.#ringOf(id),
      found: (request) => seen(() => this.#found(userId, request)),
      switch: (isOn) => seen(() => (this.isOn = isOn)),
      ask: (request) => seen(() => this.#ask(userId, request)),
      withdraw: (id) => seen(() => (this.browsers = this.browsers.filter((one) => one.id !== id))),
      approve: (id, approval) => seen(() => this.#approve(id, approval)),
      remove: (id, removal) => seen(() => this.#remove(id, removal)),
    };
  }

  #seenBy(userId: string): Sealing {
    if (this.keys === undefined) return { isOn: false, keys: null };
    const browsers = this.browsers.map(({ ring: _ring, ...browser }) => ({ ...browser, isMine: browser.userId === userId }));
    return { isOn: this.isOn, keys: { ...this.keys, browsers } };
  }

  #ringOf(id: string): SealedRing {
    const ring = this.browsers.find((one) => one.id === id)?.ring;
    if (ring === undefined) throw new Error('there is no such ring');
    return ring;
  }

  #found(userId: string, { rootPublicKey, recoveryPin, recordingKey, browser, recovery }: FoundSealing): void {
    this.isOn = true;
    this.keys = { rootPublicKey, recoveryPin, recordingKeys: [recordingKey], version: 1 };
    this.browsers = [
      { ...entryOf(browser.id, userId, browser.name), ...browser, isManager: true },
      { ...entryOf(recovery.id, null, ''), ...recovery, kind: 'recovery', isManager: true },
    ];
  }

  #ask(userId: string, { id, name, publicKey }: AskApproval): void {
    this.browsers = [...this.browsers, { ...entryOf(id, userId, name), publicKey }];
  }

  #approve(id: string, { certificate, isManager, ring }: Approval): void {
    this.browsers = this.browsers.map((one) => (one.id === id ? { ...one, certificate, isManager, ring } : one));
  }

  #remove(id: string, { version, recordingKey, rings }: Removal): void {
    if (this.keys === undefined) throw new Error('there are no keys');
    this.keys = { ...this.keys, version: version + 1, recordingKeys: [...this.keys.recordingKeys, recordingKey] };
    this.browsers = this.browsers
      .filter((one) => one.id !== id)
      .map((one) => ({ ...one, ring: rings.find((each) => each.id === one.id)?.ring ?? one.ring }));
  }
}

function entryOf(id: string, userId: string | null, name: string): Entry {
  const person = { kind: 'browser' as const, userId, userName: userId, name };
  return { id, ...person, publicKey: '', isManager: false, certificate: null, createdAt: '2026-01-01T00:00:00.000Z', ring: undefined };
}

import {
  CustomerSeal,
  RenewableSeal,
  fromBase64Url,
  toBase64Url,
  type Bytes,
  type SealedSession,
  type SealClock,
  type SeatRole,
} from '../../seal/index.ts';

/** What a relay says to a page of what others said. */
export type Told =
  | {
      readonly type: 'log';
      readonly number: number;
      readonly from: string;
      readonly at: string;
      readonly body: string;
      readonly clientNumber?: number;
    }
  | { readonly type: 'pass'; readonly from: string; readonly body: string };

/** All that the one in between has to know to play somebody: the invite, and where both are. */
export interface Leaked {
  readonly routing: string;
  readonly secret: Bytes;
  readonly sessionId: string;
  readonly tenantName: string;
  readonly origin: string;
}

/** Whom the page is to take the one in between for. */
export interface Played {
  readonly seatId: string;
  readonly role: SeatRole;
  readonly name: string;
}

const clock: SealClock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return { stop: () => clearTimeout(timer) };
  },
};

/** One page's half of a session in which somebody stands in between: a log of its own, and at its other end not who the page thinks. */
export class PlayedHalf {
  readonly #tell: (message: Told) => void;
  readonly #entries: { readonly number: number; readonly from: string; readonly body: Bytes }[] = [];
  #end: SealedSession | undefined;

  constructor(tell: (message: Told) => void) {
    this.#tell = tell;
  }

  get lastNumber(): number {
    return this.#entries.length;
  }

  /** The thirty digits that the page shows, as the one in between has them; undefined while there are none. */
  get digits(): string | undefined {
    return this.#end?.words?.digits.replaceAll(' ', '');
  }

  /** The page says something for the log. */
  hearLog(from: string, clientNumber: number, body: string): void {
    this.#append(from, fromBase64Url(body), clientNumber);
  }

  hearPass(from: string, body: string): void {
    void this.#end?.handlePass(from, fromBase64Url(body));
  }

  /** From here on the page has somebody to talk with. `hear` is told of what is written in the chat. */
  async play({ seatId, role, name }: Played, leaked: Leaked, hear: (text: string) => void): Promise<void> {
    const { routing, secret, sessionId, tenantName, origin } = leaked;
    const wire = {
      log: (body: Bytes) => Promise.resolve(this.#append(seatId, body)),
      pass: (body: Bytes) => this.#tell({ type: 'pass', from: seatId, body: toBase64Url(body) }),
    };
    const begin = { wire, clock, mySeatId: seatId, sessionId, name, origin, tenantName };
    const invite = { inviteId: crypto.randomUUID(), routing, nameplate: '000000', secret, word: '' };
    const end =
      role === 'customer'
        ? await CustomerSeal.begin({ ...begin, routing, secret: { kind: 'link', secret } })
        : await RenewableSeal.begin({ ...begin, secrets: () => [invite] });
    end.on('event', ({ event, from }) => {
      if (event.type === 'chat' && !from.isMe) hear(event.text);
    });
    for (const entry of this.#entries.slice()) void end.handleLog(entry);
    this.#end = end;
  }

  /** Says it to the page as the one who is played. */
  async say(text: string): Promise<void> {
    await this.#end?.send({ type: 'chat', id: crypto.randomUUID(), text });
  }

  close(): void {
    this.#end?.close();
  }

  #append(from: string, body: Bytes, clientNumber?: number): number {
    const entry = { number: this.#entries.length + 1, from, body };
    this.#entries.push(entry);
    const at = new Date().toISOString();
    this.#tell({
      type: 'log',
      number: entry.number,
      from,
      at,
      body: toBase64Url(body),
      ...(clientNumber !== undefined && { clientNumber }),
    });
    void this.#end?.handleLog(entry);
    return entry.number;
  }
}

import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { serverMessageSchema, type ServerMessage } from '../../../protocol/support/relay.ts';
import { inviteMadeSchema, type InviteMade, type RelayAs } from '../../../protocol/support/relay-requests.ts';
import { sessionDetailSchema } from '../../../protocol/support/session.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import { FakeRoomEngine } from '../../media/room-engine.fake.ts';
import type { Identity, IdentityEvents } from '../../identity/index.ts';
import type { SealingEvents } from '../../media/index.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { Support } from '../../support/index.ts';
import type { PageHub } from '../socket/page-hub.ts';
import type { Visitor } from './visitor.testing.ts';

export interface RouteSupport {
  readonly database: TestDatabase;
  readonly identity: Identity;
  readonly pages: PageHub;
  readonly bus: Bus<IdentityEvents & SealingEvents>;
  readonly clock: Clock;
  readonly engine?: FakeRoomEngine;
  readonly jobs?: FakeJobs;
}

/** Remote support of an installation: real stores, rooms without media. */
export function supportForRoutes({ database, identity, pages, bus, clock, engine, jobs }: RouteSupport): Promise<Support> {
  return Support.create({
    storage: { ...database, jobs: jobs ?? new FakeJobs() },
    engine: engine ?? new FakeRoomEngine(),
    people: {
      nameOf: async (tenantId, userId) => (await identity.subscribers.byUser(tenantId, userId))?.displayName,
      roleOf: (tenantId, userId) => identity.sessions.roleOf(tenantId, userId),
    },
    notices: pages,
    bus,
    clock,
    logger: silentLogger,
    metrics: { entered: () => undefined, refused: () => undefined, logged: () => undefined },
  });
}

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;
const patienceMs = 10_000;

/** One browser's end of `/relay`. */
export class SeatClient {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[] = [];
  readonly chunks: Buffer[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;
  #nextRequest = 1;
  #wake: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) this.chunks.push(data);
      else this.messages.push(serverMessageSchema.parse(JSON.parse(data.toString('utf8'))));
      this.#told();
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString('utf8') };
      this.#told();
    });
  }

  /** Opens a socket and says nothing yet. */
  static async connect(visitor: Visitor): Promise<SeatClient> {
    const made: SeatClient[] = [];
    await visitor.connect('/relay', { prepare: (socket) => made.push(new SeatClient(socket)) });
    const [client] = made;
    if (!client) throw new Error('connect() prepares one socket');
    return client;
  }

  /** Says hello; the answer is `welcome()` or `closing()`. */
  static async knock(visitor: Visitor, as: RelayAs, more: { readonly name?: string; readonly after?: number } = {}): Promise<SeatClient> {
    const client = await SeatClient.connect(visitor);
    client.say({ type: 'hello', protocolVersion, oldestSupportedVersion, as, after: 0, ...more });
    return client;
  }

  static async enter(visitor: Visitor, as: RelayAs, more: { readonly name?: string; readonly after?: number } = {}): Promise<SeatClient> {
    const client = await SeatClient.knock(visitor, as, more);
    await client.welcome();
    return client;
  }

  say(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  log(clientNumber: number, text: string): void {
    this.say({ type: 'log', clientNumber, body: Buffer.from(text).toString('base64url') });
  }

  async welcome(): Promise<Of<'welcome'>> {
    const found = await this.until('a welcome', () => this.all('welcome')[0]);
    return found;
  }

  /** With what the server closed it. */
  closing(): Promise<{ readonly code: number; readonly reason: string }> {
    return this.until('the end of the line', () => this.closed);
  }

  /** The answer to a request. */
  async ask(method: string, data: unknown = {}): Promise<Of<'response'>> {
    const id = this.#nextRequest++;
    this.say({ type: 'request', id, method, data });
    return this.until(`the answer to ${method}`, () => this.all('response').find((answer) => answer.id === id));
  }

  all<Type extends ServerMessage['type']>(type: Type): readonly Of<Type>[] {
    return this.messages.filter((message): message is Of<Type> => message.type === type);
  }

  /** What was said in the log, as far as it came. */
  get texts(): readonly string[] {
    return this.all('log').map(({ body }) => Buffer.from(body, 'base64url').toString('utf8'));
  }

  /** Resolves with what `find` finds, as soon as it does. */
  async until<Found>(what: string, find: () => Found | undefined): Promise<Found> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`${what} did not come; closed: ${JSON.stringify(this.closed)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 100));
        this.#wake.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** The line is cut, as a lost network does. */
  cut(): void {
    this.socket.terminate();
  }

  #told(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

export async function newSupportSession(owner: Visitor): Promise<string> {
  return sessionDetailSchema.parse((await owner.request('POST', '/api/support/sessions', { kind: 'screen' })).body).id;
}

/** An expert makes an invite, of which they make the secret halves elsewhere. */
export async function inviteBy(
  expert: SeatClient,
  role: 'customer' | 'expert' = 'customer',
): Promise<InviteMade & { readonly routingId: string }> {
  const routingId = randomBytes(16).toString('base64url');
  const answer = await expert.ask('invite.make', { role, routingId });
  if (!answer.ok) throw new Error(answer.code);
  return { routingId, ...inviteMadeSchema.parse(answer.data) };
}

export interface Meeting {
  readonly sessionId: string;
  readonly expert: SeatClient;
  readonly customer: SeatClient;
}

/** A session with its owner and one customer in it. */
export async function meetingOf(owner: Visitor, customer: Visitor): Promise<Meeting> {
  const sessionId = await newSupportSession(owner);
  const expert = await SeatClient.enter(owner, { kind: 'expert', sessionId });
  const { routingId } = await inviteBy(expert);
  return { sessionId, expert, customer: await SeatClient.enter(customer, { kind: 'link', routingId }, { name: 'Carla' }) };
}

/** The code of a refusal, or `ok`. */
export async function codeOf(answer: ReturnType<SeatClient['ask']>): Promise<string> {
  const said = await answer;
  return said.ok ? 'ok' : said.code;
}

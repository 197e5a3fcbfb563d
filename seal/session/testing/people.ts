import { toBase64Url, type Bytes } from '../../bytes.ts';
import { newSpokenWord } from '../../words/new-spoken-word.ts';
import { RenewableSeal } from '../renewable-seal.ts';
import { CustomerSeal, ExpertSeal } from '../seal-ends.ts';
import type { ArrivedEvent, Begin, BeginCustomer, BeginExpert, JoinSecret, OwnInvite, Refusal, SealedSession } from '../sealed-session.ts';
import { FakeRelay } from './fake-relay.ts';

/** One seat's end, and all that it told. */
export interface Person {
  readonly seatId: string;
  readonly end: SealedSession;
  readonly refused: Refusal[];
  readonly events: ArrivedEvent[];
  readonly endings: string[];
  readonly asked: { readonly seatId: string; readonly name: string; readonly digits: string }[];
}

export function watched(seatId: string, end: SealedSession): Person {
  const person: Person = { seatId, end, refused: [], events: [], endings: [], asked: [] };
  end.on('refused', (refusal) => person.refused.push(refusal));
  end.on('event', (event) => person.events.push(event));
  end.on('ended', ({ reason }) => person.endings.push(reason));
  end.on('vouch-asked', (applicant) => person.asked.push(applicant));
  end.on('admission-asked', (applicant) => person.asked.push(applicant));
  return person;
}

export function saidTo(person: Person): string[] {
  return person.events.flatMap(({ event }) => (event.type === 'chat' ? [event.text] : []));
}

/** A session with its relay, and the people who come to it. */
export class Room {
  readonly relay = new FakeRelay();
  readonly sessionId: string;
  carla: string;
  readonly alice: string;
  readonly bob = crypto.randomUUID();
  invite: OwnInvite;
  /** What still lets in at Alice's page that can give the group up. */
  serving: OwnInvite;
  readonly colleague: OwnInvite = newInvite();

  /** `shown`: a relay that stands in between shows the same session, seats and invite in this room as in that one. */
  constructor(shown?: Pick<Room, 'sessionId' | 'carla' | 'alice' | 'invite'>) {
    this.sessionId = shown?.sessionId ?? crypto.randomUUID();
    this.carla = shown?.carla ?? crypto.randomUUID();
    this.alice = shown?.alice ?? crypto.randomUUID();
    this.invite = shown?.invite ?? newInvite();
    this.serving = this.invite;
  }

  base(seatId: string, name: string): Begin {
    const { relay, sessionId } = this;
    return {
      wire: relay.wireOf(seatId),
      clock: relay.clock,
      mySeatId: seatId,
      sessionId,
      name,
      origin: 'https://desk.example',
      tenantName: 'Example',
    };
  }

  async customer(secret: JoinSecret = this.link, how: Partial<Pick<BeginCustomer, 'resume' | 'greeted'>> = {}): Promise<Person> {
    const routing = secret.kind === 'link' ? this.invite.routing : this.invite.nameplate;
    const end = await CustomerSeal.begin({ ...this.base(this.carla, 'Carla'), secret, routing, ...how });
    return this.#enter(this.carla, end);
  }

  async expert(resume?: Bytes): Promise<Person> {
    const secrets = (): OwnInvite[] => [this.invite, this.colleague];
    return this.#enter(this.alice, await ExpertSeal.begin({ ...this.base(this.alice, 'Alice'), secrets, ...(resume && { resume }) }));
  }

  /** Alice, as her page has her: she can give the group up. */
  async renewable(resume?: Bytes): Promise<Person & { readonly seal: RenewableSeal }> {
    const secrets = (): OwnInvite[] => [this.serving];
    const seal = await RenewableSeal.begin({ ...this.base(this.alice, 'Alice'), secrets, ...(resume && { resume }) });
    return { ...this.#enter(this.alice, seal), seal };
  }

  /** The customer's seat and invite are over; the next one is at another page. */
  inviteAgain(): void {
    this.carla = crypto.randomUUID();
    this.invite = newInvite();
    this.serving = this.invite;
  }

  async second(how: Partial<Pick<BeginExpert, 'invited' | 'resume'>> = {}): Promise<Person> {
    return this.#enter(this.bob, await ExpertSeal.begin({ ...this.base(this.bob, 'Bob'), secrets: () => [], ...how }));
  }

  /** Somebody of whom nothing is known. */
  async stranger(name: string): Promise<Person> {
    const seatId = crypto.randomUUID();
    return this.#enter(seatId, await ExpertSeal.begin({ ...this.base(seatId, name), secrets: () => [] }));
  }

  get link(): JoinSecret {
    return { kind: 'link', secret: this.invite.secret };
  }

  get code(): JoinSecret {
    return { kind: 'code', word: this.invite.word };
  }

  /** Customer and expert, sealed. */
  async met(secret?: JoinSecret): Promise<{ readonly carla: Person; readonly alice: Person }> {
    const alice = await this.expert();
    const carla = await this.customer(secret);
    await this.relay.settle();
    return { carla, alice };
  }

  /** And Bob, whom Alice invited and Carla let in. */
  async metAll(): Promise<{ readonly carla: Person; readonly alice: Person; readonly bob: Person }> {
    const { carla, alice } = await this.met();
    const { routing, secret } = this.colleague;
    const bob = await this.second({ invited: { routing, secret: { kind: 'link', secret } } });
    await this.relay.settle();
    await carla.end.admit(this.bob);
    await this.relay.settle();
    return { carla, alice, bob };
  }

  #enter(seatId: string, end: SealedSession): Person {
    const person = watched(seatId, end);
    this.relay.attach(seatId, end);
    return person;
  }
}

let nameplates = 100_000;
function newInvite(): OwnInvite {
  nameplates += 1;
  const [routing, secret] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(16))];
  return { inviteId: crypto.randomUUID(), nameplate: String(nameplates), word: newSpokenWord(), routing: toBase64Url(routing), secret };
}

export async function say(person: Person, text: string): Promise<void> {
  await person.end.send({ type: 'chat', id: text, text });
}

import type { ArrivedEvent, SeatRole } from '../../session/sealed-session.ts';
import type { Person, Room } from '../../session/testing/people.ts';
import { ReceiptBook, type Recorded } from '../receipt-book.ts';
import type { ReceiptHeader } from '../receipt-format.ts';

/** Somebody whose page writes the receipt, and answers heads. */
export interface Writer {
  readonly person: Person;
  readonly book: ReceiptBook;
  readonly recorded: Recorded[];
}

export function headerOf(room: Room): ReceiptHeader {
  return {
    format: 'deskline receipt',
    version: 1,
    sessionId: room.sessionId,
    tenantName: 'Example',
    origin: 'https://desk.example',
    build: 'build-1',
  };
}

export function writerOf(room: Room, person: Person, role: SeatRole, wallNow = (): number => 1_800_000_000_000): Writer {
  const writer: Writer = {
    person,
    book: new ReceiptBook({ header: headerOf(room), role, wallNow }),
    recorded: [],
  };
  const record = async (arrived: ArrivedEvent): Promise<void> => {
    const recorded = await writer.book.record(arrived);
    writer.recorded.push(recorded);
    if (recorded.kind === 'countersign') await person.end.send(recorded.head);
  };
  person.end.on('event', (arrived) => void record(arrived));
  return writer;
}

export async function giveHead(room: Room, customer: Writer): Promise<void> {
  await settled(room);
  const head = await customer.book.nextHead();
  if (head) await customer.person.end.send(head);
  await settled(room);
}

/** Hashing takes its own time beside the relay's. */
export async function settled(room: Room): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await room.relay.settle();
    await crypto.subtle.digest('SHA-256', new Uint8Array());
  }
}

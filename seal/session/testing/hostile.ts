import type { Bytes } from '../../bytes.ts';
import { newPackage } from '../../group/mls/packages.ts';
import { clearBody, readBody } from '../bodies.ts';
import type { HandshakeMessage, MessageOf } from '../handshake-messages.ts';
import type { Delivery, Tamper } from './fake-relay.ts';

type Rewrite<Type extends HandshakeMessage['type']> = (message: MessageOf<Type>) => HandshakeMessage;

/** A relay that rewrites every handshake message of one type on its way. */
export function rewriting<Type extends HandshakeMessage['type']>(type: Type, rewrite: Rewrite<Type>): Tamper {
  return (delivery) => {
    const body = readBody(delivery.body);
    if (body.kind !== 'clear' || !isOf(body.message, type) || delivery.from === delivery.to) return [delivery];
    return [{ ...delivery, body: clearBody(rewrite(body.message)) }];
  };
}

function isOf<Type extends HandshakeMessage['type']>(message: HandshakeMessage, type: Type): message is MessageOf<Type> {
  return message.type === type;
}

/** The clear message of a delivery, if it is one. */
export function clearOf({ body }: Pick<Delivery, 'body'>): HandshakeMessage | undefined {
  const read = readBody(body);
  return read.kind === 'clear' ? read.message : undefined;
}

/** A package of the relay's own making, under somebody else's name. */
export async function stolen(seatId: string, name: string, role: 'customer' | 'expert'): Promise<Bytes> {
  return (await newPackage({ seatId, name, role })).bytes;
}

export function flipped(bytes: Bytes, at: number): Bytes {
  const changed = bytes.slice();
  const place = at < 0 ? bytes.length + at : at;
  changed[place] = (changed[place] ?? 0) ^ 1;
  return changed;
}

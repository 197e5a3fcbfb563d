import { CustomerSeal } from '../../../../seal/index.ts';
import type { Side } from './live-ports.ts';

const noSecret = { kind: 'link', secret: new Uint8Array(0) } as const;

/** A customer's. Who comes back after a reload proves it by `resume`; the link's secret is gone by then. */
export const customerSide: Side = {
  ahead: { direction: 'send' },
  beginSeal(joining, { begin, greeted }) {
    if ('sessionId' in joining) throw new Error('a customer comes by a link or a code');
    const { secret, routing } = joining;
    return CustomerSeal.begin({ ...begin, secret: begin.resume ? noSecret : secret, routing, greeted });
  },
};

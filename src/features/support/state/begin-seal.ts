import { CustomerSeal, ExpertSeal, type Begin, type OwnInvite, type SealedSession } from '../../../../seal/index.ts';
import type { Joining } from './live-ports.ts';

const noSecret = { kind: 'link', secret: new Uint8Array(0) } as const;

export interface Beginning {
  readonly begin: Begin;
  readonly secrets: () => readonly OwnInvite[];
  /** The run of the greeting that was said with the hello. */
  readonly greeted: string | undefined;
}

/** The sealed side of a seat. Somebody who comes back after a reload proves it by `resume`; the link's secret is gone by then. */
export function beginSeal(joining: Joining, { begin, secrets, greeted }: Beginning): Promise<SealedSession> {
  if ('sessionId' in joining) return ExpertSeal.begin({ ...begin, secrets });
  const { secret, routing } = joining;
  if (joining.role === 'expert') return ExpertSeal.begin({ ...begin, secrets, invited: { secret, routing } });
  return CustomerSeal.begin({ ...begin, secret: begin.resume ? noSecret : secret, routing, greeted });
}

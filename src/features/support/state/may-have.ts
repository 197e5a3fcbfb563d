import type { LiveContext } from './live-context.ts';
import type { Capability } from './live-view.ts';
import { capabilityOf, type Source } from './sources.ts';

export type Holds = (capability: Capability, seatId: string) => boolean;

interface Theirs {
  readonly seatId: string;
  /** undefined: its owner does not speak of it. */
  readonly source: Source | undefined;
}

/** Whether another's stream is for this page: an expert has of a customer what the customer allows at this moment. */
export function mayHave({ role, view }: LiveContext, holds: Holds, { seatId, source }: Theirs): boolean {
  const { mySeatId, people } = view.getState();
  if (role === 'customer' || people.some((one) => one.seatId === seatId && one.role === 'expert')) return true;
  return source !== undefined && holds(capabilityOf[source], mySeatId);
}

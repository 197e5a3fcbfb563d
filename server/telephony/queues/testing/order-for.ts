import type { QueueOrder } from '../queue-order.ts';

/** Somebody who joins a queue and asks for nothing special. */
export function orderFor(queueId: string, given: Partial<QueueOrder> = {}): QueueOrder {
  return {
    queueId,
    priority: 0,
    skills: [],
    maxWaitSeconds: undefined,
    exitDigit: undefined,
    presentation: { callerPrefix: '', context: {} },
    language: 'en',
    ...given,
  };
}

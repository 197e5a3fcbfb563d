import type { z } from 'zod';
import { ServiceError } from '../../platform/service-error.ts';
import type { RelaySession } from './relay-session.ts';
import type { Visitor } from './seat-line.ts';

/** Who asks. */
export interface Asker {
  readonly session: RelaySession;
  readonly seatId: string;
  readonly visitor: Visitor;
}

export type Handler = (asker: Asker, data: unknown) => Promise<unknown>;

/** A handler that is given only what its schema allows. @throws {ServiceError} `bad-request` */
export function handle<Schema extends z.ZodType>(schema: Schema, run: (asker: Asker, data: z.output<Schema>) => Promise<unknown>): Handler {
  return async (asker, data) => {
    const parsed = schema.safeParse(data ?? {});
    if (!parsed.success) throw new ServiceError('bad-request');
    return run(asker, parsed.data);
  };
}

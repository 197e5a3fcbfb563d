import { createHash } from 'node:crypto';
import { deletionReceiptSchema, receiptTextOf } from '../../protocol/support/retention.ts';

export interface DeletionVerdict {
  readonly isRight: boolean;
  readonly lines: readonly string[];
}

/** Checks a deletion receipt by its own hash, which is in the audit log too. Undefined when it is another kind of file. */
export function verifyDeletion(value: unknown): DeletionVerdict | undefined {
  const { data } = deletionReceiptSchema.safeParse(value);
  if (!data) return undefined;
  const { sessionId, kind, rule, completedAt, counts, sha256 } = data;
  const isRight = createHash('sha256').update(receiptTextOf(data)).digest('hex') === sha256;
  const lines = [
    `content of the ${kind} session ${sessionId} was deleted by the rule ${rule}, ${completedAt === null ? 'not to the end' : `completed at ${completedAt}`}`,
    `${String(counts.files)} files, ${String(counts.logEntries)} sealed messages`,
    isRight ? `OK. Its hash has to be in the audit log: ${sha256}` : 'BROKEN: its hash is not that of what it says',
  ];
  return { isRight, lines };
}

import type { PromptUser } from '../../../protocol/media/prompts.ts';
import { createPrompts, createSpeech, type Prompts } from '../../media/index.ts';
import { MemoryObjects } from '../../media/library/testing/memory-objects.testing.ts';
import { soundsDir } from '../../media/testing/worker-bin.ts';
import { silentLogger } from '../../platform/logger.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';

export interface RoutePrompts extends Prompts {
  /** What uses prompts, by the prompt's id. */
  readonly usedBy: Map<string, readonly PromptUser[]>;
}

/** The prompts of an installation: real programs and database, objects in memory. */
export function promptsForRoutes({ db, audit }: Pick<TestDatabase, 'db' | 'audit'>): RoutePrompts {
  const usedBy = new Map<string, readonly PromptUser[]>();
  const prompts = createPrompts({
    storage: { db, audit, objects: new MemoryObjects() },
    speech: createSpeech({ kind: 'openai' }),
    uses: [async (_tenantId, id) => usedBy.get(id) ?? []],
    soundsDir,
    logger: silentLogger,
  });
  return { ...prompts, usedBy };
}

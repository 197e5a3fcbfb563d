import type { PromptUser } from '../../../protocol/media/prompts.ts';
import { createPrompts, createSpeech, type Prompts } from '../../media/index.ts';
import { soundsDir } from '../../media/testing/worker-bin.ts';
import { silentLogger } from '../../platform/logger.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';

export interface RoutePrompts extends Prompts {
  /** What uses prompts, by the prompt's id. */
  readonly usedBy: Map<string, readonly PromptUser[]>;
}

/** The prompts of an installation: real programs, database and object store. */
export function promptsForRoutes(storage: Pick<TestDatabase, 'db' | 'audit' | 'objects'>): RoutePrompts {
  const usedBy = new Map<string, readonly PromptUser[]>();
  const prompts = createPrompts({
    storage,
    speech: createSpeech({ kind: 'openai' }),
    uses: [async (_tenantId, id) => usedBy.get(id) ?? []],
    soundsDir,
    logger: silentLogger,
  });
  return { ...prompts, usedBy };
}

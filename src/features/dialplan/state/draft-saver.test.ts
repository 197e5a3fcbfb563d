import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../../protocol/dialplan/operations.ts';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import { DraftSaver, type UnsentChanges } from './draft-saver.ts';

const rename = (title: string): Operation => ({ kind: 'update-node', nodeId: 'a', title });

/** A saver with a clock that one turns by hand and a server that answers as told. */
function saverWith() {
  const tasks: (() => void)[] = [];
  const sent: { revision: number; operations: readonly Operation[] }[] = [];
  const kept: (UnsentChanges | undefined)[] = [];
  const answers: (() => Promise<{ revision: number }>)[] = [];
  const saver = new DraftSaver({
    revision: 1,
    send(revision, operations) {
      sent.push({ revision, operations });
      return (answers.shift() ?? (async () => ({ revision: revision + 1 })))();
    },
    unsent: {
      async write(changes) {
        kept.push(changes);
      },
    },
    schedule(_delayMs, task) {
      tasks.push(task);
      return () => void tasks.splice(tasks.indexOf(task), 1);
    },
  });
  const turn = async (): Promise<void> => {
    for (const task of tasks.splice(0)) task();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { saver, sent, kept, answers, turn, kind: () => saver.state.getState().kind };
}

const fails = (code: ConstructorParameters<typeof ApiFailure>[0]) => async (): Promise<never> => {
  throw new ApiFailure(code, 'PUT /api/plans/x/draft');
};

describe('storing the draft', () => {
  it('[DE20] what follows within a moment goes out together, over the newest revision', async () => {
    const { saver, sent, turn, kind } = saverWith();
    saver.handleChange([rename('A')]);
    saver.handleChange([rename('B')]);
    expect(kind()).toBe('waiting');
    await turn();
    expect(sent).toEqual([{ revision: 1, operations: [rename('A'), rename('B')] }]);
    expect(kind()).toBe('saved');
    saver.handleChange([rename('C')]);
    await turn();
    expect(sent[1]?.revision).toBe(2);
  });

  it('[DE21] what is changed while a request is under way waits for its answer', async () => {
    const { saver, sent, answers, turn, kind } = saverWith();
    const answer = Promise.withResolvers<{ revision: number }>();
    answers.push(() => answer.promise);
    saver.handleChange([rename('A')]);
    await turn();
    saver.handleChange([rename('B')]);
    await turn();
    expect(sent).toHaveLength(1);
    answer.resolve({ revision: 2 });
    await turn();
    await turn();
    expect(sent.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(kind()).toBe('saved');
  });

  it('[DE22] without a network changes are kept in the browser and sent later', async () => {
    const { saver, sent, kept, answers, turn, kind } = saverWith();
    answers.push(fails('offline'));
    saver.handleChange([rename('A')]);
    await turn();
    expect(kind()).toBe('offline');
    expect(kept.at(-1)).toEqual({ revision: 1, operations: [rename('A')] });
    saver.retry();
    await turn();
    expect(kind()).toBe('saved');
    expect(kept.at(-1)).toBeUndefined();
    expect(sent).toHaveLength(2);
  });

  it('[DE23] of two who change one plan the second is asked; nothing is sent meanwhile and nothing is lost', async () => {
    const { saver, sent, answers, turn, kind } = saverWith();
    answers.push(fails('changed-meanwhile'));
    saver.handleChange([rename('A')]);
    await turn();
    saver.handleChange([rename('B')]);
    await turn();
    expect(kind()).toBe('conflict');
    expect(sent).toHaveLength(1);
    expect(saver.hasUnsent).toBe(true);
    saver.handleReplaced(7);
    expect({ kind: kind(), revision: saver.revision, hasUnsent: saver.hasUnsent }).toEqual({
      kind: 'saved',
      revision: 7,
      hasUnsent: false,
    });
  });

  it('[DE24] a refusal is shown and not repeated by itself', async () => {
    const { saver, sent, answers, turn, kind } = saverWith();
    answers.push(fails('invalid-fields'));
    saver.handleChange([rename('A')]);
    await turn();
    await turn();
    expect(kind()).toBe('failed');
    expect(sent).toHaveLength(1);
  });

  it('[DE25] flush sends at once and says whether all is stored', async () => {
    const { saver, answers } = saverWith();
    saver.handleChange([rename('A')]);
    expect(await saver.flush()).toBe(true);
    answers.push(fails('no-answer'));
    saver.handleChange([rename('B')]);
    expect(await saver.flush()).toBe(false);
  });

  it('[DE26] who leaves and comes back at once goes on saving', async () => {
    const { saver, sent, turn } = saverWith();
    const leaving = saver.leave();
    saver.stay();
    await leaving;
    saver.handleChange([rename('A')]);
    await turn();
    expect(sent).toHaveLength(1);
  });
});

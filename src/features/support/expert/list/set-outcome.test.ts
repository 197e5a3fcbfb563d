import { describe, expect, it, vi } from 'vitest';
import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import type { PutOutcome } from '../../../../../protocol/support/session.ts';
import { setOutcome } from './set-outcome.ts';

type Row = Pick<SessionDetail, 'id' | 'outcome' | 'version'>;

/** A server that keeps one session, as the real one does. */
function server(row: Row) {
  const asDetail = (): SessionDetail => ({ ...row }) as SessionDetail;
  const change = (fields: Partial<Row>): void => void (row = { ...row, ...fields, version: row.version + 1 });
  return {
    change,
    session: vi.fn<() => Promise<SessionDetail>>(async () => asDetail()),
    setOutcome: vi.fn<(id: string, put: PutOutcome) => Promise<SessionDetail>>(async (_id, { outcome, version }) => {
      if (version !== row.version) throw new ApiFailure('changed-meanwhile', 'PUT /outcome');
      change({ outcome });
      return asDetail();
    }),
  };
}

describe('how it went', () => {
  it('[SU82] is kept although something else of the session changed since the page read it', async () => {
    const known: Row = { id: 's', outcome: null, version: 3 };
    const api = server(known);
    api.change({});
    expect((await setOutcome(api, known, 'solved')).outcome).toBe('solved');
    expect(api.setOutcome).toHaveBeenCalledTimes(2);
  });

  it('[SU82] is not kept over what somebody else said meanwhile', async () => {
    const known: Row = { id: 's', outcome: null, version: 3 };
    const api = server(known);
    api.change({ outcome: 'unsolved' });
    await expect(setOutcome(api, known, 'solved')).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect((await api.session()).outcome).toBe('unsolved');
  });

  it('[SU82] is told as it is when it fails otherwise', async () => {
    const known: Row = { id: 's', outcome: null, version: 3 };
    const api = server(known);
    api.setOutcome.mockRejectedValue(new ApiFailure('not-found', 'PUT /outcome'));
    await expect(setOutcome(api, known, 'solved')).rejects.toMatchObject({ code: 'not-found' });
    expect(api.session).not.toHaveBeenCalled();
  });
});

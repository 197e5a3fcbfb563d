import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import type { Outcome } from '../../../../../protocol/support/states.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import type { SupportApi } from '../../state/support-api.ts';

const answerMs = 30_000;

/**
 * Says how a session went. Its version counts all that changes of it (its end, what was allowed, a rating): when something else did, and nobody
 * said another outcome meanwhile, it is said again to the newer state.
 * @throws {ApiFailure} `changed-meanwhile` when somebody did
 */
export async function setOutcome(
  api: Pick<SupportApi, 'session' | 'setOutcome'>,
  known: Pick<SessionDetail, 'id' | 'outcome' | 'version'>,
  outcome: Outcome,
): Promise<SessionDetail> {
  const { id, version } = known;
  try {
    return await api.setOutcome(id, { outcome, version });
  } catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.code !== 'changed-meanwhile') throw failure;
    const now = await api.session(id, AbortSignal.timeout(answerMs));
    if (now.outcome !== known.outcome) throw failure;
    return api.setOutcome(id, { outcome, version: now.version });
  }
}

import type { RelayAs } from '../../../../protocol/support/relay-requests.ts';
import { newGreeting, toBase64Url } from '../../../../seal/greeting/index.ts';
import { firstNumber, firstRequestId, helloOf, withToken, type FirstWords } from '../../../platform/relay/hello.ts';

/** A customer's first words; the name of the run that they begin is needed to go on. */
export interface CustomerWords extends FirstWords {
  readonly run: string;
  readonly as: ByInvite;
}

/** Somebody with a link or a code. */
export type ByInvite = RelayAs & { readonly kind: 'link' | 'code' };

interface Coming {
  readonly as: ByInvite;
  readonly routing: string;
  readonly name: string;
}

/** Who comes, and a greeting: of nothing that only the session's code knows, so that they can be said while it is fetched. */
export function firstWordsOf({ as, routing, name }: Coming, random: number): CustomerWords {
  const { run, body } = newGreeting('customer', as.kind, routing);
  const coming = withToken(as);
  return {
    run,
    as: coming,
    hello: helloOf({ as: coming, after: 0, name }),
    log: { type: 'log', clientNumber: firstNumber(random), body: toBase64Url(body) },
    asks: { type: 'request', id: firstRequestId, method: 'room.open', data: { ways: [{ direction: 'send' }] } },
  };
}

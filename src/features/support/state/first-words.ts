import type { RelayAs } from '../../../../protocol/support/relay.ts';
import { newGreeting, toBase64Url } from '../../../../seal/greeting/index.ts';
import { firstNumber, helloOf, type FirstWords } from '../../../platform/relay/hello.ts';

/** A customer's first words; the name of the run that they begin is needed to go on. */
export interface CustomerWords extends FirstWords {
  readonly run: string;
}

interface Coming {
  readonly as: RelayAs & { readonly kind: 'link' | 'code' };
  readonly routing: string;
  readonly name: string;
}

/** Who comes, and a greeting: of nothing that only the session's code knows, so that they can be said while it is fetched. */
export function firstWordsOf({ as, routing, name }: Coming, random: number): CustomerWords {
  const { run, body } = newGreeting('customer', as.kind, routing);
  return { run, hello: helloOf({ as, after: 0, name }), log: { type: 'log', clientNumber: firstNumber(random), body: toBase64Url(body) } };
}

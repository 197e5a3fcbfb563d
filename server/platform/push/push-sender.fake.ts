import type { PushMessage, PushOutcome, PushSender, PushTarget } from './push-sender.ts';

/** Push services in memory: every endpoint takes what is sent until it is told otherwise. */
export class FakePushSender implements PushSender {
  readonly publicKey = 'BFake';
  readonly taken: { readonly endpoint: string; readonly message: PushMessage }[] = [];
  /** By endpoint: what comes of the next messages. */
  readonly outcomes = new Map<string, PushOutcome>();
  /** Messages that came while an endpoint did not take them. */
  refused = 0;

  isAllowed(endpoint: string): boolean {
    return endpoint.startsWith('https://') && !endpoint.startsWith('https://10.');
  }

  async send({ endpoint }: PushTarget, message: PushMessage): Promise<PushOutcome> {
    if (!this.isAllowed(endpoint)) return { kind: 'refused', why: 'the endpoint is not allowed' };
    const outcome = this.outcomes.get(endpoint) ?? { kind: 'taken' };
    if (outcome.kind === 'taken') this.taken.push({ endpoint, message });
    else this.refused += 1;
    return outcome;
  }

  /** What was sent to one endpoint, oldest first. */
  sentTo(endpoint: string): readonly string[] {
    return this.taken.filter((one) => one.endpoint === endpoint).map(({ message }) => message.text);
  }
}

/** What the server says of a link before it is used: who invites. */
export interface Inviting {
  readonly state: 'open' | 'used' | 'burnt' | 'expired' | 'tenant-ended';
  readonly tenantName: string;
  readonly ownerName: string | undefined;
}

const states = ['open', 'used', 'burnt', 'expired', 'tenant-ended'] as const;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Reads the server's answer; what does not fit is no answer: the page then shows no names. */
export function readInviting(answer: unknown): Inviting | undefined {
  if (!isRecord(answer) || typeof answer['tenantName'] !== 'string') return undefined;
  const state = states.find((one) => one === answer['state']);
  const { tenantName, ownerName } = answer;
  return state && { state, tenantName, ownerName: typeof ownerName === 'string' ? ownerName : undefined };
}

/** Asks who invites. It uses nothing up. Undefined when the server does not say. */
export async function fetchInviting(routingId: string, signal: AbortSignal): Promise<Inviting | undefined> {
  try {
    const answer = await fetch(`/api/support/invites/${routingId}`, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
    return answer.ok ? readInviting(await answer.json()) : undefined;
  } catch (cause) {
    // Offline, aborted, or no JSON: joining itself tells what is wrong.
    if (cause instanceof TypeError || cause instanceof DOMException || cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

import type { Consent, ReceiptStory } from '../../seal/receipts/index.ts';

const capabilities: Readonly<Record<NonNullable<Consent['capability']>, string>> = {
  view: 'see the screen',
  point: 'point and draw',
  control: 'control',
  clipboard: 'exchange the clipboard',
  files: 'exchange files',
  camera: 'see the camera',
  voice: 'talk by voice',
  diagnostics: 'read diagnostics',
  record: 'record',
  'second-expert': 'bring in another expert',
};

/** What a receipt tells, in sentences. `sourcesHere`: the hash of those beside this command; it takes a while. */
export function tellStory({ header, from, until, follows, consents }: ReceiptStory, sourcesHere: () => string): readonly string[] {
  const { sessionId, tenantName, origin, build } = header;
  return [
    `Session ${sessionId} of ${tenantName}, at ${origin}.`,
    pagesOf(build, sourcesHere),
    from === null || until === null
      ? 'When it was, it does not say: it has no head of the customer’s.'
      : `By the customer’s clock its heads go from ${timeOf(from)} to ${timeOf(until)}.`,
    ...(follows === null
      ? []
      : [
          `The customer was invited again: ${follows.who} says that this goes on from another receipt of the session, up to its entry ${String(follows.number)} (SHA-256 ${follows.hash}).`,
        ]),
    consents.length === 0 ? 'Nothing was asked for or allowed.' : 'What was asked for and allowed, by the customer’s clock:',
    ...consents.map((consent) => `  entry ${String(consent.number)}, ${whenOf(consent)}: ${sentenceOf(consent)}`),
  ];
}

function pagesOf(build: string, sourcesHere: () => string): string {
  if (!/^[0-9a-f]{64}$/u.test(build)) return `Its pages are of no build that could be compared: ${build}.`;
  const here = sourcesHere();
  const compared =
    build === here ? 'as the sources beside this command have it' : `the sources beside this command have another one, ${here}`;
  return `Its pages were built from sources with the hash ${build}; ${compared}.`;
}

function sentenceOf({ did, who, whom, capability, minutes }: Consent): string {
  const what = capability === null ? 'something that was asked for before this receipt begins' : capabilities[capability];
  const howLong = minutes === null ? 'until it is taken back' : `for ${String(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}`;
  switch (did) {
    case 'ask':
      return `${who} asked to ${what}, ${howLong}`;
    case 'grant':
      return `${who} allowed ${whom ?? 'everybody'} to ${what}, ${howLong}`;
    case 'refuse':
      return `${who} refused ${whom ?? 'somebody'}: ${what}`;
    case 'revoke':
      return `${who} took back from ${whom ?? 'everybody'}: ${what}`;
    case 'withdraw':
      return `${who} asked no more: ${what}`;
    default:
      return `${who} gave back: ${what}`;
  }
}

function whenOf({ after, before }: Consent): string {
  if (after !== null && before !== null) return `between ${timeOf(after)} and ${timeOf(before)}`;
  if (before !== null) return `not after ${timeOf(before)}`;
  return after === null ? 'at a time that no head says' : `after ${timeOf(after)}`;
}

/** Of a clock that may say anything. */
function timeOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? `millisecond ${String(at)}`
    : date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/u, ' UTC');
}

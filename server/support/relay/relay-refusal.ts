import { relayCloseCodes } from '../../../protocol/support/relay.ts';

type Word = keyof typeof relayCloseCodes;

/** Why somebody does not get in, or no further: the line is closed with it. */
export class RelayRefusal extends Error {
  readonly code: number;
  readonly reason: string;

  constructor(word: Word, reason: string) {
    super(reason);
    this.name = 'RelayRefusal';
    this.code = relayCloseCodes[word];
    this.reason = reason;
  }
}

/** For what is not there, and for what the asker must not know of. */
export function unknownSeat(): RelayRefusal {
  return new RelayRefusal('unknownInvite', 'unknown');
}

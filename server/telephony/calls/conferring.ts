import type { ConferenceStatus } from '../../../protocol/telephony/conference.ts';
import type { Mouth } from '../../media/media-engine.ts';
import type { CallSide } from '../history/call-record.ts';

/** What a conference says to a bridge whose two people are in it together with others. */
export interface Conferring {
  readonly status: ConferenceStatus;
  /** What a side hears; undefined is silence. */
  earOf(side: CallSide): Mouth | undefined;
  /** A side hung up or is gone: whether the other one stays in the conference without them. */
  goesOnWithout(side: CallSide): boolean;
  /** A side holds, is away, is back, or has left, or the recording began or ended. */
  handleChange(): void;
}

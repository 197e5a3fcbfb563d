import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { JournalMetrics } from '../history/journal.ts';

/** What calls report to /metrics; compose.ts connects it. Gauges are read from `calls.inProgress`. */
export interface CallMetrics extends JournalMetrics {
  callStarted(): void;
  callEnded(cause: EndCause): void;
  /** From the INVITE's arrival to the 180 that we sent, in milliseconds. */
  ringingAfter(milliseconds: number): void;
  /** From the INVITE's arrival to the 200 that we sent, in milliseconds. */
  answeredAfter(milliseconds: number): void;
}

export const noCallMetrics: CallMetrics = {
  callStarted() {},
  callEnded() {},
  ringingAfter() {},
  answeredAfter() {},
  journalWaiting() {},
  journalDropped() {},
};

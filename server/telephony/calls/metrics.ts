import type { EndCause } from '../../../protocol/telephony/call.ts';

/** What calls report to /metrics; compose.ts connects it. Gauges are read from `calls.inProgress`. */
export interface CallMetrics {
  callStarted(): void;
  callEnded(cause: EndCause): void;
  /** From the INVITE's arrival to the 180 that we sent, in milliseconds. */
  ringingAfter(milliseconds: number): void;
  /** From the INVITE's arrival to the 200 that we sent, in milliseconds. */
  answeredAfter(milliseconds: number): void;
  /** Call records and events that wait for the database. */
  journalWaiting(calls: number): void;
  /** A record that the database refused or that found no room in memory: it is lost, and logged. */
  journalDropped(): void;
}

export const noCallMetrics: CallMetrics = {
  callStarted() {},
  callEnded() {},
  ringingAfter() {},
  answeredAfter() {},
  journalWaiting() {},
  journalDropped() {},
};

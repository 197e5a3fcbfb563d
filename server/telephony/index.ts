/** The front door of telephony: what other domains, the gateway and compose.ts may use. */
export { Telephony } from './telephony.ts';
export { Recordings } from './recordings/recordings.ts';
export type { CallMetrics } from './calls/metrics.ts';
export type { CallBusEvents } from './history/call-record.ts';

/** The front door of telephony: what other domains, the gateway and compose.ts may use. */
export { Telephony } from './telephony.ts';
export type { TelephonyOptions } from './telephony.ts';
export type { CallMetrics } from './calls/metrics.ts';
export type { CallRouting, Route, RouteRequest } from './calls/call-routing.ts';
export type { ConnectionTestOwner } from './calls/connection-tests.ts';
export type { CallBusEvents, CallEvent, CallSnapshot } from './history/call-record.ts';
export type { Asker, CallHistoryPage, HistoryRequest } from './history/call-history.ts';

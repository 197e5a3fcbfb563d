/** The front door of telephony: what other domains, the gateway and compose.ts may use. */
export { Telephony } from './telephony.ts';
export { DirectRouting, type CallRouting, type Route, type RouteRequest } from './calls/call-routing.ts';
export { EmergencyService } from './emergency/emergency-service.ts';
export { SqlEmergencyAlertStore } from './emergency/emergency-alert-store.sql.ts';
export { NumberRouting } from './numbers/number-routing.ts';
export type { CallMetrics } from './calls/metrics.ts';
export type { CallBusEvents } from './history/call-record.ts';

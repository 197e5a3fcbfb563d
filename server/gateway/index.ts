/** The front door of the gateway. */
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export type { MachineEndpoints } from './http/machine-routes.ts';
export { PageHub, type Catalogue, type PageHubOptions } from './socket/page-hub.ts';
export { addRecordingRoutes } from './http/recording-routes.ts';
export { addTelephonyRoutes, type TelephonyRoutesOptions } from './http/telephony-routes.ts';
export type { Router } from './http/router.ts';
export type { SignedInCall } from './http/call.ts';

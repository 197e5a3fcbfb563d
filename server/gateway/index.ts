/** The front door of the gateway. */
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export type { MachineEndpoints } from './http/machine-routes.ts';
export type { Catalogue } from './socket/page-hub.ts';
export { idParams, type Router } from './http/router.ts';
export type { SignedInCall } from './http/call.ts';

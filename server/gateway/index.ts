/** The front door of the gateway. */
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export type { MachineEndpoints } from './http/machine-routes.ts';
export { PageHub, type Catalogue, type PageHubOptions } from './socket/page-hub.ts';
export { addEmergencyRoutes } from './http/emergency-routes.ts';
export { addRecordingRoutes } from './http/recording-routes.ts';
export { addSealingRoutes } from './http/sealing-routes.ts';
export { addTelephonyRoutes, type TelephonyRoutesOptions } from './http/telephony-routes.ts';
export { addPromptRoutes } from './http/prompt-routes.ts';
export { addGroupRoutes } from './http/group-routes.ts';
export { addPushRoutes } from './http/push-routes.ts';
export { addPlanRoutes } from './http/plan-routes.ts';
export { addScheduleRoutes } from './http/schedule-routes.ts';
export { addSharedBoxRoutes } from './http/shared-box-routes.ts';
export { addSupportRoutes } from './http/support-routes.ts';
export { addVoicemailRoutes } from './http/voicemail-routes.ts';
export type { Router } from './http/router.ts';
export type { SignedInCall } from './http/call.ts';

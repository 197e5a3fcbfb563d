/** The front door of dial plans: what the gateway and compose.ts may use. */
export { Dialplan, type DialplanOptions } from './dialplan.ts';
export { endedRuns } from './ended-runs.ts';
export type { DemoParts } from './provisioning/demo-plan.ts';
export type { PlanPorts } from './ports/plan-ports.ts';
export type { PlanThings } from './ports/plan-things.ts';
export type { QueueFacts, QueuePort, QueueRequest } from './ports/queue-port.ts';
export type { RingGroup, RingGroupPort, RingRound } from './ports/ring-group-port.ts';
export type { SoundPort } from './ports/sound-port.ts';
export type { Visit } from './ports/visit.ts';
export type { MessageOutcome, MessageRequest, VoicemailPort } from './ports/voicemail-port.ts';

import { noRingGroups, type RingGroupPort } from './ring-group-port.ts';
import {
  noCallerFacts,
  noConferences,
  noNotices,
  noRecording,
  noServiceNotices,
  noTrunk,
  type CallerFactsPort,
  type ConferencePort,
  type NotifyPort,
  type RecordingPort,
  type ServiceNoticePort,
  type TrunkPort,
} from './outside-ports.ts';
import { unservedQueues, type QueuePort } from './queue-port.ts';
import { noSounds, type SoundPort } from './sound-port.ts';
import { noVoicemail, type VoicemailPort } from './voicemail-port.ts';

/** Everything that a plan reaches beyond itself. compose.ts connects who is there; the rest does what `missingPorts` says. */
export interface PlanPorts {
  readonly sounds: SoundPort;
  readonly ringGroups: RingGroupPort;
  readonly trunk: TrunkPort;
  readonly queues: QueuePort;
  readonly voicemail: VoicemailPort;
  readonly conferences: ConferencePort;
  readonly recording: RecordingPort;
  readonly callerFacts: CallerFactsPort;
  readonly notify: NotifyPort;
  readonly serviceNotices: ServiceNoticePort;
}

/** Ports of things that this installation does not have: each leads the caller out by the exit for it. */
export const missingPorts: PlanPorts = {
  sounds: noSounds,
  ringGroups: noRingGroups,
  trunk: noTrunk,
  queues: unservedQueues,
  voicemail: noVoicemail,
  conferences: noConferences,
  recording: noRecording,
  callerFacts: noCallerFacts,
  notify: noNotices,
  serviceNotices: noServiceNotices,
};

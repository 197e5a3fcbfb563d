import { z } from 'zod';
import {
  callHistorySchema,
  connectionTestSchema,
  personSchema,
  phoneRegistrationSchema,
  phoneSettingsSchema,
  type PhoneSettings,
} from '../../../../protocol/telephony/phone.ts';
import { agentDeskSchema, ownDeskSchema } from '../../../../protocol/telephony/queues.ts';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';
import { RegistrationRefused, type FetchRegistration } from '../sip/registration.ts';
import type { AgentApi } from './agent-store.ts';
import { emergencyAlertListSchema, emergencyFactsSchema } from '../../../../protocol/telephony/emergency.ts';
import type { EmergencyApi } from './emergency-store.ts';
import type { MergeApi } from './merge-store.ts';
import type { HistoryApi } from './history-store.ts';
import { liveRecordingSchema } from '../../../../protocol/media/recordings.ts';
import type { RecordingApi } from './recording-store.ts';
import type { PlanRun } from '../../../../protocol/dialplan/api.ts';
import type { PeopleApi } from './people-store.ts';
import type { SettingsApi } from './settings-store.ts';

export interface ConnectionTestApi {
  /** Opens an echo leg on the SFU over one path. */
  openEcho(offer: string, path: 'udp' | 'tcp'): Promise<{ readonly id: string; readonly answer: string }>;
  closeEcho(id: string): Promise<void>;
}

export interface TelephonyApi
  extends HistoryApi, PeopleApi, SettingsApi, ConnectionTestApi, AgentApi, EmergencyApi, RecordingApi, MergeApi {
  readonly fetchRegistration: FetchRegistration;
  /** A call's way through a dial plan; `not-found` when it went through none, or one may not see it. */
  readPath(callId: string): Promise<PlanRun>;
}

const recordingPath = (callId: string): string => `/api/calls/${encodeURIComponent(callId)}/recording`;
const peopleSchema = z.object({ items: z.array(personSchema) });

/** The HTTP routes of telephony. Every answer is parsed; failures are `ApiFailure`. */
export function createTelephonyApi(http: HttpClient): TelephonyApi {
  return {
    async fetchRegistration() {
      try {
        return await http.send('POST', '/api/phone/registration', {}, phoneRegistrationSchema);
      } catch (failure) {
        if (failure instanceof ApiFailure && failure.code === 'not-signed-in')
          throw new RegistrationRefused('signed-out', { cause: failure });
        if (failure instanceof ApiFailure && failure.code === 'forbidden') throw new RegistrationRefused('refused', { cause: failure });
        throw failure;
      }
    },
    findPeople: async (query, signal) => (await http.get('/api/people', peopleSchema, { query: { query }, signal })).items,
    readHistory: (query, signal) => http.get('/api/calls', callHistorySchema, { query: { ...query, limit: 50 }, signal }),
    markSeen: () => http.command('POST', '/api/calls/seen'),
    readSettings: (signal) => http.get('/api/phone/settings', phoneSettingsSchema, { signal }),
    writeSettings: (settings: PhoneSettings) => http.send('PUT', '/api/phone/settings', settings, phoneSettingsSchema),
    readDesk: async (signal) => (await http.get('/api/agent', ownDeskSchema, { signal })).desk,
    wish: (wish) => http.send('PUT', '/api/agent/state', wish, agentDeskSchema),
    signInToQueue: (queueId, isSignedIn) =>
      http.send('PUT', `/api/agent/queues/${encodeURIComponent(queueId)}`, { isSignedIn }, agentDeskSchema),
    readEmergencyFacts: (signal) => http.get('/api/phone/emergency', emergencyFactsSchema, { signal }),
    reportEmergency: (report) => http.command('POST', '/api/phone/emergency', report),
    readAlerts: async (signal) => (await http.get('/api/emergency-alerts', emergencyAlertListSchema, { signal })).items,
    acknowledgeAlert: (id) => http.command('POST', `/api/emergency-alerts/${encodeURIComponent(id)}/acknowledge`),
    readLiveRecording: (callId, signal) => http.get(recordingPath(callId), liveRecordingSchema, { signal }),
    actOnRecording: (callId, action) => http.send('POST', recordingPath(callId), { action }, liveRecordingSchema),
    mergeCalls: (callIds) => http.command('POST', '/api/calls/merge', { callIds }),
    // The shapes of plans are read by those who open the way of a call; the phone does without.
    readPath: async (callId) => {
      const { planRunSchema } = await import('../../../../protocol/dialplan/api.ts');
      return http.get(`/api/calls/${encodeURIComponent(callId)}/path`, planRunSchema);
    },
    openEcho: (offer, path) => http.send('POST', '/api/connection-test', { offer, path }, connectionTestSchema),
    closeEcho: (id) => http.command('DELETE', `/api/connection-test/${encodeURIComponent(id)}`),
  };
}

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
import type { HistoryApi } from './history-store.ts';
import type { PeopleApi } from './people-store.ts';
import type { SettingsApi } from './settings-store.ts';

export interface ConnectionTestApi {
  /** Opens an echo leg on the SFU over one path. */
  openEcho(offer: string, path: 'udp' | 'tcp'): Promise<{ readonly id: string; readonly answer: string }>;
  closeEcho(id: string): Promise<void>;
}

export interface TelephonyApi extends HistoryApi, PeopleApi, SettingsApi, ConnectionTestApi, AgentApi {
  readonly fetchRegistration: FetchRegistration;
}

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
    openEcho: (offer, path) => http.send('POST', '/api/connection-test', { offer, path }, connectionTestSchema),
    closeEcho: (id) => http.command('DELETE', `/api/connection-test/${encodeURIComponent(id)}`),
  };
}

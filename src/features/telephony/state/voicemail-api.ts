import type { z } from 'zod';
import { voicesSchema } from '../../../../protocol/media/prompts.ts';
import {
  greetingSchedulesSchema,
  greetingSchema,
  greetingsSchema,
  type Greeting,
  type GreetingSchedule,
  type speakGreetingSchema,
} from '../../../../protocol/telephony/greetings.ts';
import {
  voicemailBoxesSchema,
  voicemailBoxSchema,
  voicemailMessageSchema,
  voicemailPageSchema,
  waveformSchema,
  type updateVoicemailBoxSchema,
  type VoicemailBox,
  type VoicemailMessage,
  type Waveform,
} from '../../../../protocol/telephony/voicemail.ts';
import type { Page } from '../../../../protocol/wire/page.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';
import type { MessagesQuery } from './voicemail-store.ts';

const root = '/api/voicemail';

function message(id: string): string {
  return `${root}/messages/${encodeURIComponent(id)}`;
}
function box(id: string): string {
  return `${root}/boxes/${encodeURIComponent(id)}`;
}

/** What a person does with their voicemail. Every method throws ApiFailure. */
export class VoicemailApi {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  boxes = async (signal: AbortSignal): Promise<readonly VoicemailBox[]> =>
    (await this.#http.get(`${root}/boxes`, voicemailBoxesSchema, { signal })).items;
  messages = (query: MessagesQuery, signal: AbortSignal): Promise<Page<VoicemailMessage>> =>
    this.#http.get(`${root}/messages`, voicemailPageSchema, { query: { ...query }, signal });
  waveform = (id: string): Promise<Waveform> => this.#http.get(`${message(id)}/waveform`, waveformSchema);
  setHeard = (id: string, isHeard: boolean) => this.#http.send('PUT', `${message(id)}/heard`, { isHeard }, voicemailMessageSchema);
  delete = (id: string) => this.#http.command('DELETE', message(id));
  restore = (id: string) => this.#http.send('POST', `${message(id)}/restore`, {}, voicemailMessageSchema);
  forward = (id: string, userId: string) => this.#http.command('POST', `${message(id)}/forward`, { userId });

  updateBox = (id: string, change: z.input<typeof updateVoicemailBoxSchema>) =>
    this.#http.send('PATCH', box(id), change, voicemailBoxSchema);
  setPin = (id: string, pin: string | null) => this.#http.command('PUT', `${box(id)}/pin`, { pin });
  greetings = async (boxId: string): Promise<readonly Greeting[]> =>
    (await this.#http.get(`${box(boxId)}/greetings`, greetingsSchema)).items;
  addGreeting = (boxId: string, name: string, file: Blob, kind: 'uploaded' | 'recorded') =>
    this.#http.upload('POST', `${box(boxId)}/greetings`, file, greetingSchema, { query: { name, kind } });
  speakGreeting = (boxId: string, spoken: z.input<typeof speakGreetingSchema>) =>
    this.#http.send('POST', `${box(boxId)}/greetings/spoken`, spoken, greetingSchema);
  schedules = async (signal: AbortSignal): Promise<readonly GreetingSchedule[]> =>
    (await this.#http.get(`${root}/schedules`, greetingSchedulesSchema, { signal })).items;
  voices = async (signal: AbortSignal) => (await this.#http.get(`${root}/voices`, voicesSchema, { signal })).items;
  deleteGreeting = (id: string) => this.#http.command('DELETE', `${root}/greetings/${encodeURIComponent(id)}`);
}

export function messageAddress(id: string): string {
  return `${message(id)}/audio`;
}
export function downloadAddress(id: string): string {
  return `${message(id)}/download`;
}
export function greetingAddress(id: string): string {
  return `${root}/greetings/${encodeURIComponent(id)}/audio`;
}

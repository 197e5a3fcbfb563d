import type { Clock } from '../../../platform/clock.ts';
import type { HeaderEntry } from '../message/builders.ts';
import { quoteString } from '../message/format.ts';
import { formatUri } from '../message/uri-parser.ts';
import type { BindingEntry } from './binding-table.ts';

/** One Contact of a 200 to REGISTER: "Each Contact value MUST feature an "expires" parameter" (RFC 3261 §10.3 step 8). */
export function formatBinding(entry: BindingEntry, secondsLeft: number): string {
  const instance = entry.instanceId === undefined ? '' : `;+sip.instance=${quoteString(`<${entry.instanceId}>`)}`;
  const regId = entry.regId === undefined ? '' : `;reg-id=${String(entry.regId)}`;
  return `<${formatUri(entry.contact)}>${instance}${regId};expires=${String(secondsLeft)}`;
}

/** The wall clock as RFC 3261 §20.17 wants it; written once a second however many ask. */
export class SipDate {
  readonly #clock: Clock;
  #second = -1;
  #text = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  toString(): string {
    const second = Math.floor(this.#clock.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#text = new Date(second * 1000).toUTCString();
    }
    return this.#text;
  }
}

/** Headers of the 200 (RFC 3261 §10.3 step 8, RFC 5626 §6). */
export function answerHeaders(
  entries: readonly BindingEntry[],
  context: { secondsLeft(entry: BindingEntry): number; date: SipDate },
): HeaderEntry[] {
  const headers: HeaderEntry[] = entries.map((entry) => ['Contact', formatBinding(entry, context.secondsLeft(entry))]);
  headers.push(['Date', String(context.date)]);
  // RFC 5626 §6: the registrar includes the outbound option tag in Require when it applied the rules of that RFC.
  if (entries.some((entry) => entry.regId !== undefined)) headers.push(['Require', 'outbound']);
  headers.push(['Supported', 'outbound']);
  return headers;
}

import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { usualEmergencyNumbers } from '../../../../protocol/telephony/emergency-numbers.ts';
import type { EmergencyAlert, EmergencyFacts, EmergencyReport, EmergencySite } from '../../../../protocol/telephony/emergency.ts';
import type { CallEnd } from '../sip/call-end.ts';
import type { CallSnapshot } from '../sip/phone.ts';

export interface EmergencyApi {
  readEmergencyFacts(signal: AbortSignal): Promise<EmergencyFacts>;
  reportEmergency(report: EmergencyReport): Promise<void>;
  readAlerts(signal: AbortSignal): Promise<readonly EmergencyAlert[]>;
  acknowledgeAlert(id: string): Promise<void>;
}

export interface EmergencyView {
  /** Undefined until the server answered. */
  readonly facts: EmergencyFacts | undefined;
  /** The number whose call waits for its person's word. */
  readonly asked: string | undefined;
  /** An emergency call that did not go through, until its person has read it. */
  readonly failed: { readonly number: string; readonly cause: CallEnd } | undefined;
  /** The server knows of this person's newest emergency call. */
  readonly isTold: boolean;
  /** Alerts that nobody took care of; empty for who may not. */
  readonly alerts: readonly EmergencyAlert[];
}

/** Where a person probably is, and how that is known. */
export interface ProbablePlace {
  readonly site: EmergencySite | undefined;
  readonly known: 'by-network' | 'by-memory' | 'not';
}

export interface EmergencyPorts {
  readonly api: EmergencyApi;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly mayHandleAlerts: boolean;
  readonly call: (number: string, siteId: string | undefined) => void;
}

const memoryKey = 'deskline.emergency-place';
const memorySchema = z.object({ network: z.string(), siteId: z.string() });
/** Ends of a call that reached somebody, or that its person wanted. */
const fineEnds: readonly CallEnd[] = ['completed', 'cancelled', 'answered-elsewhere'];

/** Calls for help from this browser, and the alerts of others for who takes care of them. */
export class EmergencyStore {
  readonly view: StoreApi<EmergencyView> = createStore<EmergencyView>(() => ({
    facts: undefined,
    asked: undefined,
    failed: undefined,
    isTold: false,
    alerts: [],
  }));
  readonly #ports: EmergencyPorts;
  readonly #life = new AbortController();
  /** Calls whose end was looked at. */
  readonly #seen = new Set<string>();

  constructor(ports: EmergencyPorts) {
    this.#ports = ports;
  }

  async refresh(): Promise<void> {
    await Promise.all([this.#refreshFacts(), this.refreshAlerts()]);
  }

  async refreshAlerts(): Promise<void> {
    if (!this.#ports.mayHandleAlerts) return;
    try {
      this.view.setState({ alerts: await this.#ports.api.readAlerts(this.#life.signal) });
    } catch (failure) {
      // What is shown stays; the next reconnect reads again.
      if (!(failure instanceof Error)) throw failure;
    }
  }

  /** Whether these digits call for help here; before the server said which do, the most usual ones. */
  isEmergency(number: string): boolean {
    const { facts } = this.view.getState();
    return (facts?.numbers ?? usualEmergencyNumbers).includes(number.trim());
  }

  /** Shows the address before the call goes out. */
  ask(number: string): void {
    this.view.setState({ asked: number.trim() });
    void this.#refreshFacts();
  }

  cancel(): void {
    this.view.setState({ asked: undefined });
  }

  /** The person said where they are: the call goes out, and the server hears of it in a second way too. */
  confirm(siteId: string | undefined): void {
    const { asked, facts } = this.view.getState();
    if (asked === undefined) return;
    this.view.setState({ asked: undefined, failed: undefined, isTold: false });
    this.#ports.call(asked, siteId);
    // A lost registration or a missing microphone may keep the call from the server; the alert has to come all the same.
    void this.#tell({ number: asked, siteId: siteId ?? null });
    if (facts !== undefined && siteId !== undefined) this.#remember({ network: facts.network, siteId });
  }

  /** The site of this network, else what this browser's person said in it, else the person's own. */
  placeOf(facts: EmergencyFacts): ProbablePlace {
    const siteOf = (id: string | null | undefined): EmergencySite | undefined => facts.sites.find((site) => site.id === id);
    const byNetwork = siteOf(facts.siteOfNetworkId);
    if (byNetwork !== undefined) return { site: byNetwork, known: 'by-network' };
    const memory = this.#memory();
    const remembered = memory?.network === facts.network ? siteOf(memory.siteId) : undefined;
    return remembered === undefined ? { site: siteOf(facts.ownSiteId), known: 'not' } : { site: remembered, known: 'by-memory' };
  }

  /** Watches how emergency calls end. */
  handleCalls(calls: readonly CallSnapshot[]): void {
    for (const { id, direction, party, state } of calls) {
      if (state.name !== 'ended' || this.#seen.has(id)) continue;
      this.#seen.add(id);
      if (direction !== 'outgoing' || !this.isEmergency(party.number) || fineEnds.includes(state.cause)) continue;
      // This cause is the server's word: it heard of the call.
      if (state.cause === 'no-emergency-service') this.view.setState({ isTold: true });
      this.view.setState({ failed: { number: party.number, cause: state.cause } });
    }
  }

  handleFailureRead(): void {
    this.view.setState({ failed: undefined });
  }

  /** Takes an alert from every admin's page. Rejects with ApiFailure. */
  async acknowledge(id: string): Promise<void> {
    await this.#ports.api.acknowledgeAlert(id);
    this.view.setState(({ alerts }) => ({ alerts: alerts.filter((alert) => alert.id !== id) }));
  }

  close(): void {
    this.#life.abort();
  }

  async #tell(report: EmergencyReport): Promise<void> {
    try {
      await this.#ports.api.reportEmergency(report);
      this.view.setState({ isTold: true });
    } catch (failure) {
      // The call itself may have told the server; what the person sees depends on `isTold`.
      if (!(failure instanceof Error)) throw failure;
    }
  }

  async #refreshFacts(): Promise<void> {
    try {
      this.view.setState({ facts: await this.#ports.api.readEmergencyFacts(this.#life.signal) });
    } catch (failure) {
      // The dialog works without: what was known before counts, or nothing is said of an address.
      if (!(failure instanceof Error)) throw failure;
    }
  }

  #memory(): z.infer<typeof memorySchema> | undefined {
    try {
      return memorySchema.safeParse(JSON.parse(this.#ports.storage.getItem(memoryKey) ?? 'null')).data;
    } catch (failure) {
      // Unreadable, or storage is forbidden: then nothing is remembered.
      if (failure instanceof SyntaxError || failure instanceof DOMException) return undefined;
      throw failure;
    }
  }

  #remember(memory: z.infer<typeof memorySchema>): void {
    try {
      this.#ports.storage.setItem(memoryKey, JSON.stringify(memory));
    } catch (failure) {
      if (!(failure instanceof DOMException)) throw failure;
    }
  }
}

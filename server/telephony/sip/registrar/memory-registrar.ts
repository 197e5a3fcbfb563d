import { EventEmitter } from 'node:events';
import type { Clock, Timer } from '../../../platform/clock.ts';
import type { Binding, Registrar, RegistrarEvents, Removal, SipPrincipal } from '../dialog/user-agent.ts';
import { SipError } from '../message/sip-error.ts';
import type { SipMetrics } from '../metrics.ts';
import type { Flow } from '../transport/flow.ts';
import { type BindingEntry, BindingTable } from './binding-table.ts';
import { checkContact } from './contact-rules.ts';
import { ExpiryWheel } from './expiry-wheel.ts';
import type { ContactWish, RegisterCommand } from './register-command.ts';

export interface RegistrarOptions {
  readonly clock: Clock;
  readonly metrics: SipMetrics;
  readonly nodeId: string;
  /** All addresses of record end with it. */
  readonly sipDomain: string;
}

/** Seconds; RFC 3261 §10.3 step 7 leaves them to the registrar. */
export const registrationTimes = { minimum: 60, usual: 600, maximum: 3600 } as const;
const maxBindingsPerAddress = 10;

/** RFC 3261 §10.2.8. */
export class IntervalTooBrief extends SipError {
  constructor() {
    super(423, 'Interval Too Brief', 'Expires');
  }
}

type UpdateCommand = Extract<RegisterCommand, { kind: 'update' }>;

/** What one contact of a REGISTER does to the table. */
interface Change {
  readonly before: BindingEntry | undefined;
  readonly after: BindingEntry | undefined;
}

/** The location service (RFC 3261 §10.3) with several flows per address (RFC 5626 §6), in memory. */
export class MemoryRegistrar extends EventEmitter<RegistrarEvents> implements Registrar {
  readonly #options: RegistrarOptions;
  readonly #table = new BindingTable();
  readonly #wheel: ExpiryWheel<BindingEntry>;
  readonly #timer: Timer;
  readonly #watched = new WeakSet<Flow>();

  constructor(options: RegistrarOptions) {
    super();
    this.#options = options;
    this.#wheel = new ExpiryWheel(options.clock.monotonicMs(), registrationTimes.maximum * 1000);
    this.#timer = options.clock.every(1000, () => this.#expire());
  }

  get size(): number {
    return this.#table.reachable;
  }

  bindingsOf(tenantId: string, userId: string): readonly Binding[] {
    return this.#table.ofUser(tenantId, userId);
  }

  bindingOfFlow(flowId: string): Binding | undefined {
    return this.#table.ofFlow(flowId).at(-1);
  }

  /**
   * Carries out a REGISTER of an authenticated sender, wholly or not at all (§10.3: "the registrar MUST commit […] only if
   * all binding updates and additions succeed").
   * @returns all reachable bindings of the address
   * @throws {SipError} 403 contact or limit, 423 interval, 500 order, 503 the flow has ended
   */
  register(command: RegisterCommand, principal: SipPrincipal, flow: Flow): readonly BindingEntry[] {
    const known = this.#table.ofAddress(principal, command.aor);
    if (command.kind === 'remove-all') {
      for (const entry of known) checkOrder(entry, command);
      this.#commit(
        principal,
        known.map((before) => ({ before, after: undefined })),
      );
    } else if (command.kind === 'update') {
      if (flow.closed.aborted) throw new SipError(503, 'Flow ended');
      this.#commit(principal, this.#plan(command, { principal, flow, known }));
    }
    if (command.kind === 'update' && principal.deviceId !== undefined) this.emit('deviceSeen', principal.tenantId, principal.deviceId);
    return this.#table.ofAddress(principal, command.aor).filter((entry) => this.#table.isReachable(entry));
  }

  remove(match: Removal): number {
    this.emit('removed', match);
    const found = [...this.#table.all()].filter((entry) => isMatch(entry, match));
    for (const entry of found) {
      this.#commit(entry, [{ before: entry, after: undefined }]);
      entry.flow.close('registration ended by the server');
    }
    return found.length;
  }

  /** Seconds that a binding has left, at least 1. */
  secondsLeft(entry: Binding): number {
    return Math.max(1, Math.ceil((entry.expiresAtMs - this.#options.clock.monotonicMs()) / 1000));
  }

  close(): void {
    this.#timer.stop();
  }

  #plan(command: UpdateCommand, context: { principal: SipPrincipal; flow: Flow; known: readonly BindingEntry[] }): Change[] {
    const changes = command.contacts.map((wish) => {
      const before = context.known.find((entry) => entry.key === wish.key);
      if (before) checkOrder(before, command);
      const seconds = chosenSeconds(wish);
      if (seconds === 0) return { before, after: undefined };
      checkContact(wish.uri, context.flow, this.#options.sipDomain);
      return { before, after: this.#entry(command, wish, { ...context, seconds }) };
    });
    const added = changes.filter((change) => change.after && !change.before).length;
    return [
      ...changes,
      ...this.#makeRoom(
        added,
        context.known.filter((entry) => !changes.some((change) => change.before === entry)),
      ),
    ];
  }

  /** Lost bindings give way to new ones; live ones do not. */
  #makeRoom(added: number, others: readonly BindingEntry[]): Change[] {
    const surplus = others.length + added - maxBindingsPerAddress;
    if (added === 0 || surplus <= 0) return [];
    const lost = others.filter((entry) => !this.#table.isReachable(entry)).slice(0, surplus);
    if (lost.length < surplus) throw new SipError(403, 'Too many contacts for this address');
    return lost.map((before) => ({ before, after: undefined }));
  }

  #entry(command: UpdateCommand, wish: ContactWish, context: { principal: SipPrincipal; flow: Flow; seconds: number }): BindingEntry {
    const { principal, flow, seconds } = context;
    return {
      tenantId: principal.tenantId,
      userId: principal.userId,
      pbxId: principal.pbxId,
      deviceId: principal.deviceId,
      aor: command.aor,
      contact: wish.uri,
      instanceId: wish.instanceId,
      regId: wish.regId,
      flow,
      nodeId: this.#options.nodeId,
      expiresAtMs: this.#options.clock.monotonicMs() + seconds * 1000,
      userAgent: command.userAgent,
      key: wish.key,
      callId: command.callId,
      cseq: command.cseq,
    };
  }

  /** The one place where the table changes; events follow when it is consistent. */
  #commit(user: { readonly tenantId: string; readonly userId: string }, changes: readonly Change[]): void {
    let isChanged = false;
    const rebound: [before: Binding, after: Binding][] = [];
    for (const { before, after } of changes) {
      if (before && after && before.flow.id !== after.flow.id) rebound.push([before, after]);
      isChanged ||= before?.flow.id !== after?.flow.id;
      if (before && this.#table.remove(before)) this.#wheel.delete(before);
      if (after) this.#add(after);
    }
    for (const [before, after] of rebound) this.emit('rebound', before, after);
    if (isChanged) this.#changed(user);
  }

  #add(entry: BindingEntry): void {
    this.#table.add(entry);
    this.#wheel.add(entry);
    // A UDP flow is a pair of addresses and does not end.
    if (entry.flow.kind === 'udp' || this.#watched.has(entry.flow)) return;
    this.#watched.add(entry.flow);
    entry.flow.closed.addEventListener('abort', () => this.#flowClosed(entry.flow), { once: true });
  }

  #flowClosed(flow: Flow): void {
    const users = new Map(this.#table.lose(flow.id).map((entry) => [`${entry.tenantId} ${entry.userId}`, entry]));
    for (const entry of users.values()) this.#changed(entry);
  }

  #expire(): void {
    for (const entry of this.#wheel.advance(this.#options.clock.monotonicMs())) {
      const wasReachable = this.#table.isReachable(entry);
      if (this.#table.remove(entry) && wasReachable) this.#changed(entry);
    }
  }

  #changed(user: { readonly tenantId: string; readonly userId: string }): void {
    this.#options.metrics.registrationsChanged(this.#table.reachable);
    this.emit('bindingsChanged', user.tenantId, user.userId, this.bindingsOf(user.tenantId, user.userId));
  }
}

/**
 * §10.3 step 7: "If it does agree, it MUST compare the CSeq value. If the value is higher than that of the existing
 * binding, it MUST update or remove the binding as above. If not, the update MUST be aborted and the request fails."
 */
function checkOrder(entry: BindingEntry, command: RegisterCommand): void {
  if (entry.callId === command.callId && command.cseq <= entry.cseq) throw new SipError(500, 'CSeq not above that of the binding');
}

function chosenSeconds(wish: ContactWish): number {
  if (wish.expires === undefined) return registrationTimes.usual;
  if (wish.expires > 0 && wish.expires < registrationTimes.minimum) throw new IntervalTooBrief();
  return Math.min(wish.expires, registrationTimes.maximum);
}

function isMatch(entry: BindingEntry, match: Removal): boolean {
  if ('tenantId' in match) return entry.tenantId === match.tenantId;
  if ('userId' in match) return entry.userId === match.userId;
  if ('webSessionId' in match) return entry.flow.owner?.webSessionId === match.webSessionId;
  return entry.deviceId === match.deviceId;
}

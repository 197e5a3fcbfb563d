import { EventEmitter } from 'node:events';
import type { Binding, InviteRequest, Registrar, RegistrarEvents, UserAgent, UserAgentListener } from '../../sip/dialog/user-agent.ts';
import { FakeOutgoingInvite } from './fake-outgoing-invite.ts';
import type { InvitedPhone } from './fake-outgoing-invite.ts';

/** Bindings in memory. */
export class FakeRegistrar extends EventEmitter<RegistrarEvents> implements Registrar {
  readonly #bindings = new Set<Binding>();

  bindingsOf(tenantId: string, userId: string): readonly Binding[] {
    return [...this.#bindings].filter((binding) => binding.tenantId === tenantId && binding.userId === userId);
  }

  bindingOfFlow(flowId: string): Binding | undefined {
    return [...this.#bindings].find((binding) => binding.flow.id === flowId);
  }

  remove(): number {
    return 0;
  }

  get size(): number {
    return this.#bindings.size;
  }

  add(binding: Binding): void {
    this.#bindings.add(binding);
    this.#changed(binding);
  }

  drop(binding: Binding): void {
    if (this.#bindings.delete(binding)) this.#changed(binding);
  }

  #changed({ tenantId, userId }: Binding): void {
    this.emit('bindingsChanged', tenantId, userId, this.bindingsOf(tenantId, userId));
  }
}

/** The SIP stack as calls see it, with phones in memory instead of a wire (see FakePhone). */
export class FakeUserAgent implements UserAgent {
  readonly registrar = new FakeRegistrar();
  readonly phones = new Set<InvitedPhone>();
  #listener: UserAgentListener | undefined;

  async start(listener: UserAgentListener): Promise<void> {
    this.#listener = listener;
  }

  get listener(): UserAgentListener {
    if (!this.#listener) throw new Error('start() the user agent first');
    return this.#listener;
  }

  invite(request: InviteRequest): FakeOutgoingInvite {
    const invite = new FakeOutgoingInvite(request);
    const phone = [...this.phones].find((candidate) => candidate.flow === request.binding.flow);
    // Events come later, never before this returns.
    queueMicrotask(() => invite.arriveAt(phone));
    return invite;
  }

  get dialogs(): number {
    return [...this.phones].flatMap((phone) => phone.dialogs).filter((dialog) => !dialog.isEnded).length;
  }

  async close(): Promise<void> {
    this.phones.clear();
  }
}

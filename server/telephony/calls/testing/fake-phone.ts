import { randomUUID } from 'node:crypto';
import type { Subscriber } from '../../../identity/index.ts';
import type { Binding } from '../../sip/dialog/user-agent.ts';
import { FakeCall } from './fake-incoming-call.ts';
import type { FakeDialog } from './fake-dialog.ts';
import { FakeFlow } from './fake-flow.ts';
import { requestOf, uriOf } from './fake-messages.ts';
import type { FakeOutgoingInvite } from './fake-outgoing-invite.ts';
import { browserSdp } from './fake-sdp.ts';
import type { FakeUserAgent } from './fake-user-agent.ts';

export interface PhoneOptions {
  /** A device with digest instead of our softphone. */
  readonly isDevice?: boolean;
  /** Answers 180 by itself, like every softphone. Default true. */
  readonly ringsByItself?: boolean;
}

export interface CallOptions {
  readonly offer?: string | undefined;
  readonly replaces?: FakeDialog;
  readonly headers?: readonly (readonly [string, string])[];
  readonly host?: string;
}

/** One phone of a person: it registers, calls, rings, drops its socket and comes back. */
export class FakePhone {
  readonly person: Subscriber;
  readonly incoming: FakeOutgoingInvite[] = [];
  readonly dialogs: FakeDialog[] = [];
  readonly #agent: FakeUserAgent;
  readonly #options: PhoneOptions;
  readonly #instanceId = randomUUID();
  #flow: FakeFlow;
  #binding: Binding | undefined;

  constructor(agent: FakeUserAgent, person: Subscriber, options: PhoneOptions = {}) {
    this.person = person;
    this.#agent = agent;
    this.#options = options;
    this.#flow = this.#newFlow();
    agent.phones.add(this);
    this.register();
  }

  /** Devices only. */
  get deviceId(): string | undefined {
    return this.#options.isDevice ? `device-${this.#instanceId}` : undefined;
  }

  get flow(): FakeFlow {
    return this.#flow;
  }

  register(): void {
    const before = this.#binding;
    const binding = this.#newBinding();
    this.#binding = binding;
    if (before) this.#agent.registrar.drop(before);
    this.#agent.registrar.add(binding);
    if (!before || before.flow === binding.flow) return;
    this.#agent.registrar.emit('rebound', before, binding);
    for (const dialog of this.dialogs) dialog.rebind(binding.flow);
  }

  unregister(): void {
    if (this.#binding) this.#agent.registrar.drop(this.#binding);
    this.#binding = undefined;
  }

  /** The socket breaks; bindings of a closed flow are no longer used (RFC 5626 §5.3.1). */
  dropSocket(): void {
    this.#flow.close();
    if (this.#binding) this.#agent.registrar.drop(this.#binding);
  }

  /** A new socket, the same instance: dialogs move over. */
  reconnect(): void {
    this.#flow = this.#newFlow();
    this.register();
  }

  /** The page is loaded anew: new socket, same instance, nobody says BYE. */
  reload(): void {
    this.dropSocket();
    this.dialogs.length = 0;
    this.reconnect();
  }

  call(dialled: string, options: CallOptions = {}): FakeCall {
    const { tenantId, userId, pbxId, address } = this.person;
    const host = options.host ?? address.slice(address.indexOf('@') + 1);
    const call = new FakeCall({
      request: requestOf('INVITE', uriOf(dialled, host), { headers: options.headers ?? [] }),
      flow: this.#flow,
      principal: { tenantId, userId, pbxId, ...(this.deviceId === undefined ? {} : { deviceId: this.deviceId }) },
      offer: 'offer' in options ? options.offer : browserSdp(),
      replaces: options.replaces,
      onDialog: (dialog) => this.dialogs.push(dialog),
    });
    this.#agent.listener.onInvitation(call);
    return call;
  }

  /** The newest INVITE that this phone got. */
  get ringing(): FakeOutgoingInvite {
    const newest = this.incoming.at(-1);
    if (!newest) throw new Error(`${this.person.displayName}'s phone was not called`);
    return newest;
  }

  handleInvite(invite: FakeOutgoingInvite): void {
    this.incoming.push(invite);
    if (this.#options.ringsByItself ?? true) invite.ring();
  }

  #newFlow(): FakeFlow {
    const { tenantId, userId } = this.person;
    return new FakeFlow(this.#options.isDevice ? undefined : { tenantId, userId, webSessionId: this.#instanceId });
  }

  #newBinding(): Binding {
    const { tenantId, userId, pbxId, address, loginName } = this.person;
    return {
      tenantId,
      userId,
      pbxId,
      aor: address,
      contact: uriOf(loginName, 'phone.invalid'),
      instanceId: this.#instanceId,
      regId: 1,
      flow: this.#flow,
      nodeId: 'node-1',
      expiresAtMs: Number.MAX_SAFE_INTEGER,
      userAgent: 'FakePhone',
      deviceId: this.deviceId,
    };
  }
}

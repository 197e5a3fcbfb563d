import Parser from 'jssip/lib/Parser.js';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { SipUserAgent } from '../dialog/sip-user-agent.ts';
import type { Binding, Invitation } from '../dialog/user-agent.ts';
import type { SipMessage } from '../message/message.ts';
import { serialise } from '../message/serialise.ts';
import type { SipMetrics } from '../metrics.ts';
import { createTransactionLayer } from '../transaction/transaction-layer.ts';
import type { FlowOwner, TransportKind } from '../transport/flow.ts';
import { FakeCredentials, ownerOf, testDomain } from './credentials.testing.ts';
import { FakeFlow } from './fake-flow.ts';
import { FakeTransports } from './fake-transports.ts';
import { RigPhone } from './rig-phone.testing.ts';

/** A flow that shows every message to JsSIP's parser too. */
export class ReadableFlow extends FakeFlow {
  override send(message: SipMessage): Promise<void> {
    const parsed = Parser.parseMessage(serialise(message).toString(), {});
    if (!parsed) throw new Error(`JsSIP cannot read this ${message.kind === 'request' ? message.method : String(message.status)}`);
    return super.send(message);
  }
}

/** The user agent over the real transaction layer, with flows in memory and a clock that stands still. */
export class UserAgentRig {
  readonly clock = new FakeClock();
  readonly credentials = new FakeCredentials();
  readonly transports = new FakeTransports();
  readonly invitations: Invitation[] = [];
  readonly failures: string[] = [];
  readonly userAgent: SipUserAgent;
  onInvitation: (invitation: Invitation) => void = () => undefined;
  #flows = 0;

  constructor() {
    const { clock, credentials, transports } = this;
    const metrics: SipMetrics = {
      requestAnswered: () => undefined,
      registrationsChanged: () => undefined,
      authenticationFailed: (why) => this.failures.push(why),
    };
    const layer = createTransactionLayer({ transports, clock, logger: silentLogger, metrics });
    const shared = { clock, logger: silentLogger, credentials, metrics, nodeId: 'node-1', sipDomain: testDomain };
    this.userAgent = new SipUserAgent({ ...shared, transports, layer });
  }

  async start(): Promise<this> {
    await this.userAgent.start({
      onInvitation: (invitation) => {
        this.invitations.push(invitation);
        this.onInvitation(invitation);
      },
    });
    return this;
  }

  flow(kind: TransportKind, options: { readonly owner?: FlowOwner; readonly address?: string } = {}): ReadableFlow {
    this.#flows += 1;
    return new ReadableFlow(kind, `${kind}-${String(this.#flows)}`, options);
  }

  /** A browser whose flow is open, not yet registered. */
  browser(user: string, instanceId = `urn:uuid:${user}`): RigPhone {
    return new RigPhone(this, { user, instanceId, flow: this.flow('wss', { owner: ownerOf(user) }) });
  }

  /** A registered browser. */
  async registered(user: string, instanceId?: string): Promise<RigPhone> {
    const phone = this.browser(user, instanceId);
    await phone.register();
    return phone;
  }

  bindingOf(user: string): Binding {
    const binding = this.userAgent.registrar.bindingsOf('acme', user).at(-1);
    if (!binding) throw new Error(`${user} is not registered`);
    return binding;
  }

  async close(): Promise<void> {
    await this.userAgent.close();
  }
}

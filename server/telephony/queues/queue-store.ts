import type { Queue, QueueFields } from '../../../protocol/telephony/queues.ts';
import type { NamedStore } from '../groups/named-store.ts';
import type { StoredAgent } from './agent.ts';

export interface StoredSignIn {
  readonly queueId: string;
  readonly userId: string;
}

/** Where queues and what their agents wished for are kept. In an update, members who stay keep their sign-in. */
export interface QueueStore extends NamedStore<QueueFields, Queue> {
  agents(tenantId: string): Promise<readonly StoredAgent[]>;
  signIns(tenantId: string): Promise<readonly StoredSignIn[]>;
  saveAgent(tenantId: string, agent: StoredAgent): Promise<void>;
  /** Whether the person is a member. */
  saveSignIn(tenantId: string, signIn: StoredSignIn, isSignedIn: boolean): Promise<boolean>;
}

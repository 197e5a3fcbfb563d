import { protocolVersion } from '../../../../protocol/wire/version.ts';
import type { TabChannel } from '../../../platform/tab-channel.ts';
import { phoneCommandSchema, type PhoneCommand, type PhoneView } from './phone-view.ts';

interface Envelope {
  readonly version: number;
  readonly userId: string;
  readonly kind: 'hello' | 'view' | 'command';
  readonly data?: unknown;
}

export interface TabMirrorPorts {
  readonly channel: TabChannel;
  readonly userId: string;
  /** The view that this tab would tell, when it is the owner. */
  readonly ownView: () => PhoneView | undefined;
  /** The owner told how the phone is. */
  readonly onView: (view: PhoneView) => void;
  /** Another tab wants something done; only the owner is asked. */
  readonly onCommand: (command: PhoneCommand) => void;
}

const isEnvelope = (message: unknown): message is Envelope =>
  typeof message === 'object' && message !== null && 'version' in message && 'userId' in message && 'kind' in message;

/** A view comes from our own code of the same version in another tab, so its outer shape is proof enough. */
const isView = (data: unknown): data is PhoneView =>
  typeof data === 'object' && data !== null && 'calls' in data && Array.isArray(data.calls) && 'status' in data;

/** Keeps the tabs of one person in step: the owner tells, the others show and ask. */
export class TabMirror {
  readonly #ports: TabMirrorPorts;

  constructor(ports: TabMirrorPorts) {
    this.#ports = ports;
    ports.channel.onMessage((message) => this.#receive(message));
    this.#post('hello');
  }

  /** The owner's view changed. */
  tell(view: PhoneView): void {
    this.#post('view', view);
  }

  ask(command: PhoneCommand): void {
    this.#post('command', command);
  }

  close(): void {
    this.#ports.channel.close();
  }

  #post(kind: Envelope['kind'], data?: unknown): void {
    this.#ports.channel.post({ version: protocolVersion, userId: this.#ports.userId, kind, data } satisfies Envelope);
  }

  #receive(message: unknown): void {
    // A tab with an older page or of another person on this computer is not ours to follow.
    if (!isEnvelope(message) || message.version !== protocolVersion || message.userId !== this.#ports.userId) return;
    const own = this.#ports.ownView();
    if (message.kind === 'hello' && own !== undefined) this.tell(own);
    if (message.kind === 'view' && own === undefined && isView(message.data)) this.#ports.onView(message.data);
    if (message.kind === 'command' && own !== undefined) {
      const command = phoneCommandSchema.safeParse(message.data);
      if (command.success) this.#ports.onCommand(command.data);
    }
  }
}

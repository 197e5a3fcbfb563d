import { peerStatusSchema } from '../../../../protocol/telephony/peer-status.ts';
import type { PeerStatus } from '../../../../protocol/telephony/peer-status.ts';
import { sipNames } from '../../../../protocol/telephony/sip-names.ts';
import type { Subscriber } from '../../../identity/index.ts';
import type { FakeMediaOptions } from '../../../media/media-engine.fake.ts';
import type { Clip, Mouth } from '../../../media/media-engine.ts';
import type { AttendedCall, RingRequest } from '../attended-call.ts';
import { CallsWorld, settled } from './calls-world.ts';
import type { FakeDialog } from './fake-dialog.ts';
import type { FakeCall } from './fake-incoming-call.ts';
import type { FakePhone } from './fake-phone.ts';

/** A world in which 200 is the main line, whose calls come into a test's hands. */
export class AttendedWorld {
  readonly world: CallsWorld;
  readonly alice: FakePhone;
  /** Calls that the main line got, oldest first. */
  readonly calls: AttendedCall[] = [];

  private constructor(world: CallsWorld) {
    this.world = world;
    this.alice = world.phone(world.person('Alice', '100'));
    world.plans.set('200', {
      kind: 'attended',
      callee: { userId: undefined, displayName: 'Main line', number: '200' },
      attend: (call) => {
        this.calls.push(call);
        return untilOver(call);
      },
    });
  }

  static async create(media: FakeMediaOptions = {}): Promise<AttendedWorld> {
    return new AttendedWorld(await CallsWorld.create(media));
  }

  /** Alice dials the main line. */
  async dial(): Promise<{ readonly call: AttendedCall; readonly outgoing: FakeCall }> {
    const outgoing = this.alice.call('200');
    await settled();
    const call = this.calls.at(-1);
    if (!call) throw new Error('the main line got no call');
    return { call, outgoing };
  }

  /** Alice is in the main line's hands. */
  async attended(): Promise<{ readonly call: AttendedCall; readonly outgoing: FakeCall; readonly dialog: FakeDialog }> {
    const { call, outgoing } = await this.dial();
    await call.answer();
    await settled();
    if (!outgoing.dialog) throw new Error('the call was not answered');
    return { call, outgoing, dialog: outgoing.dialog };
  }

  /** What the first leg, Alice's, hears. */
  get hearing(): string {
    const [leg] = this.world.media.legs;
    return leg ? this.world.media.hears(leg) : 'nothing';
  }
}

function untilOver(call: AttendedCall): Promise<void> {
  return new Promise((resolve) => {
    if (call.ended.aborted) resolve();
    else call.ended.addEventListener('abort', () => resolve(), { once: true });
  });
}

export function clips(...parts: readonly (readonly [key: string, durationMs: number])[]): Mouth {
  const made = parts.map(([key, durationMs]): Clip => ({ key, durationMs, load: async () => [] }));
  return { kind: 'clips', clips: made, once: true };
}

export const music: Mouth = { kind: 'sound', sound: 'hold-music' };

/** Rings these people as the group Support. */
export function supportRing(people: readonly Subscriber[], changes: Partial<RingRequest> = {}): RingRequest {
  return {
    people: people.map((person) => ({ person, number: person.extensions[0]?.number ?? '' })),
    timeoutMs: 20_000,
    presentation: { callerPrefix: '', context: {} },
    because: { kind: 'ring-group', name: 'Support' },
    ...changes,
  };
}

/** What a phone was told about the other side, oldest first. */
export function newsOf(dialog: FakeDialog): readonly PeerStatus[] {
  return dialog.phoneGot
    .filter((request) => request.headers.get('Content-Type') === sipNames.peerStatusType)
    .map((request) => peerStatusSchema.parse(JSON.parse(new TextDecoder().decode(request.body))));
}

export function pressed(key: string) {
  return { body: { type: 'application/dtmf-relay', content: `Signal=${key}\r\nDuration=120\r\n` } };
}

export function expectedNothingLeft({ calls, media, agent, clock }: CallsWorld): readonly unknown[] {
  return [calls.inProgress, media.legs.length, agent.dialogs, clock.pending];
}

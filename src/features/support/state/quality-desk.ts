import type { RoomClient } from '../../../platform/sfu/room-client.ts';
import type { LineSample } from '../../../platform/sfu/line-quality.ts';
import type { LiveContext } from './live-context.ts';
import type { QualityView } from './live-view.ts';

/** What of a room is looked at. */
export type MeasuredRoom = Pick<RoomClient, 'state' | 'measure'>;

const everyMs = 3_000;
/** Alike samples before the page says something else: one slow moment is no news. */
const alike = 2;
const limits = { roundTripMs: 400, lostShare: 0.05 } as const;

/**
 * How good the way of pictures and voices is, from what the browser measured anyway. One sample that differs changes nothing:
 * ```
 * good ─two bad─▶ weak (slow, losing, tcp) ─two good─▶ good        any ─the way is gone─▶ lost ─it is back, two good or bad─▶ good, weak
 * ```
 */
export class QualityDesk {
  readonly #context: Pick<LiveContext, 'view' | 'schedule'>;
  #stop: () => void = () => undefined;
  #last: string | undefined;
  #count = 0;
  #isClosed = false;

  constructor(context: Pick<LiveContext, 'view' | 'schedule'>) {
    this.#context = context;
  }

  /** From now on it is this room. */
  watch(room: MeasuredRoom): void {
    this.#stop();
    if (!this.#isClosed) this.#stop = this.#context.schedule(everyMs, () => void this.#look(room));
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  async #look(room: MeasuredRoom): Promise<void> {
    if (room.state === 'closed' || room.state === 'failed') return;
    const stop = this.#stop;
    // What a connection that is just closing cannot say is asked again.
    const sample = await room.measure().catch(() => undefined);
    if (this.#isClosed || this.#stop !== stop) return;
    if (room.state === 'interrupted') this.#show({ state: 'lost', why: undefined });
    else if (sample) this.#take(qualityOf(sample));
    this.watch(room);
  }

  #take(quality: QualityView): void {
    const name = `${quality.state} ${quality.why ?? ''}`;
    this.#count = name === this.#last ? this.#count + 1 : 1;
    this.#last = name;
    if (this.#count >= alike) this.#show(quality);
  }

  #show(quality: QualityView): void {
    const before = this.#context.view.getState().quality;
    if (before?.state !== quality.state || before.why !== quality.why) this.#context.view.setState({ quality });
  }
}

/** The reason that a person can do most about comes first. */
function qualityOf({ roundTripMs, lostShare, isTcp }: LineSample): QualityView {
  if (lostShare > limits.lostShare) return { state: 'weak', why: 'losing' };
  if (roundTripMs !== undefined && roundTripMs > limits.roundTripMs) return { state: 'weak', why: 'slow' };
  if (isTcp) return { state: 'weak', why: 'tcp' };
  return { state: 'good', why: undefined };
}

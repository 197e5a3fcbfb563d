import type { EventOf, LiveContext, Said } from './live-context.ts';

/** As long as an expert's page that hears nothing goes on (SE37): whoever records without hearing the customer's page has stopped by then. */
const unheardMs = 10_000;
const lookEveryMs = 1_000;

/** Who records. Experts say so themselves; everybody's page shows it as long as one of them does. */
export class RecordingDesk {
  readonly #context: LiveContext;
  /** By seat, and when its page was heard last. */
  readonly #recorders = new Map<string, number>();
  #stopLooking: (() => void) | undefined;

  constructor(context: LiveContext) {
    this.#context = context;
  }

  /** Expert: says that I record from now on, or do not any more. */
  set(isOn: boolean): void {
    this.#note(this.#context.view.getState().mySeatId, isOn);
    this.#context.send({ type: 'recording', isOn });
  }

  handleSaid({ event, seatId, role, isMe }: Said<EventOf<'recording'>>): void {
    if (role === 'expert' && !isMe) this.#note(seatId, event.isOn);
  }

  /** Somebody came who did not hear it. */
  handleJoined(): void {
    if (this.#recorders.has(this.#context.view.getState().mySeatId)) this.#context.send({ type: 'recording', isOn: true });
  }

  /** Whoever is gone, or came back with a new page, records nothing. */
  handleGone(seatId: string): void {
    this.#note(seatId, false);
  }

  /** Its page said something, be it that it is there. */
  handleHeard(seatId: string): void {
    if (!this.#recorders.has(seatId)) return;
    this.#recorders.set(seatId, this.#context.now());
    this.#show();
  }

  /** Mine, idempotent. */
  close(): void {
    this.#stopLooking?.();
    this.#stopLooking = undefined;
  }

  #note(seatId: string, isOn: boolean): void {
    if (isOn) this.#recorders.set(seatId, this.#context.now());
    else this.#recorders.delete(seatId);
    this.#show();
    if (this.#recorders.size > 0) this.#stopLooking ??= this.#look();
    else this.close();
  }

  #look(): () => void {
    return this.#context.schedule(lookEveryMs, () => {
      this.#show();
      this.#stopLooking = this.#look();
    });
  }

  #show(): void {
    const { view, now } = this.#context;
    const { mySeatId, isRecording, isRecordingUnheard } = view.getState();
    const isNowRecording = this.#recorders.size > 0;
    const isHeard = [...this.#recorders].some(([seatId, at]) => seatId === mySeatId || now() - at < unheardMs);
    const isNowUnheard = isNowRecording && !isHeard;
    if (isNowRecording === isRecording && isNowUnheard === isRecordingUnheard) return;
    view.setState({ isRecording: isNowRecording, isRecordingUnheard: isNowUnheard });
  }
}

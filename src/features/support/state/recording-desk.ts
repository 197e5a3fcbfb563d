import type { EventOf, LiveContext, Said } from './live-context.ts';

/** Who records. Experts say so themselves; everybody's page shows it as long as one of them does. */
export class RecordingDesk {
  readonly #context: LiveContext;
  readonly #recorders = new Set<string>();

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

  #note(seatId: string, isOn: boolean): void {
    if (isOn) this.#recorders.add(seatId);
    else this.#recorders.delete(seatId);
    this.#context.view.setState({ isRecording: this.#recorders.size > 0 });
  }
}

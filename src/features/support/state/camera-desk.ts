import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { CameraView, CameraWish } from './camera-view.ts';

/** Open wishes at the customer's; a newer one takes the place of an older. */
const maxAsks = 3;

/**
 * The customer's camera, on both sides. Experts ask, and the customer's own tap does it:
 * ```
 * (nothing) ─camera-ask─▶ asked ─tap─▶ done        asked ─no─▶ refused        asked ─who asked is gone, camera off─▶ (nothing)
 * ```
 */
export class CameraDesk {
  readonly #context: LiveContext;
  /** Whether that seat may see the camera. */
  readonly #maySee: (seatId: string) => boolean;

  constructor(context: LiveContext, maySee: (seatId: string) => boolean) {
    this.#context = context;
    this.#maySee = maySee;
  }

  /** Customer: what the camera can, and how it stands; undefined: it is off. Said again only when something is different. */
  tell(camera: CameraView | undefined): void {
    const { view, send } = this.#context;
    const before = view.getState().camera;
    view.setState({ camera, ...(camera ? {} : { cameraAsks: [] }) });
    if (camera && JSON.stringify(before) !== JSON.stringify(camera)) send(stateOf(camera));
  }

  /** Customer: says again how it stands, for those who came. */
  announce(): void {
    const { view, send, role } = this.#context;
    const { camera } = view.getState();
    if (role === 'customer' && camera) send(stateOf(camera));
  }

  /** Expert. */
  ask(wish: CameraWish): void {
    this.#context.send({ type: 'camera-ask', id: this.#context.newId(), wish });
  }

  /** Customer: it was done, or not. */
  answer(askId: string, isDone: boolean): void {
    this.#remove(askId);
    this.#context.send({ type: 'camera-answer', askId, isDone });
  }

  handleState({ event, role, isMe }: Said<EventOf<'camera-state'>>): void {
    if (role !== 'customer' || isMe) return;
    const { producerId, cameras, isRear, torch, zoom, isFrozen } = event;
    this.#context.view.setState({
      camera: { producerId, cameras, isRear: isRear ?? undefined, isTorchOn: torch ?? undefined, zoom: zoom ?? undefined, isFrozen },
    });
  }

  /** At the customer's a question, at the expert's who asked a sign that it is asked. */
  handleAsk({ event, role, seatId, name, isMe }: Said<EventOf<'camera-ask'>>): void {
    const { view, role: mine } = this.#context;
    if (role !== 'expert' || (mine === 'customer' ? !this.#maySee(seatId) : !isMe)) return;
    const ask = { id: event.id, seatId, name, wish: event.wish };
    view.setState(({ cameraAsks }) => ({
      cameraAsks: [...cameraAsks.filter(({ wish }) => wish.what !== ask.wish.what), ask].slice(-maxAsks),
    }));
  }

  handleAnswer({ event, role }: Said<EventOf<'camera-answer'>>): void {
    const isAsked = this.#context.view.getState().cameraAsks.some(({ id }) => id === event.askId);
    if (role !== 'customer' || !isAsked) return;
    this.#remove(event.askId);
    if (!event.isDone) this.#context.fail('cameraRefused');
  }

  handleGone(seatId: string): void {
    this.#context.view.setState(({ cameraAsks }) => ({ cameraAsks: cameraAsks.filter((ask) => ask.seatId !== seatId) }));
  }

  /** The customer's page is a new one: its camera is off. */
  handleNewCustomerPage(): void {
    this.#context.view.setState({ camera: undefined, cameraAsks: [] });
  }

  #remove(askId: string): void {
    this.#context.view.setState(({ cameraAsks }) => ({ cameraAsks: cameraAsks.filter(({ id }) => id !== askId) }));
  }
}

function stateOf({ producerId, cameras, isRear, isTorchOn, zoom, isFrozen }: CameraView): EventOf<'camera-state'> {
  return {
    type: 'camera-state',
    producerId,
    cameras,
    isRear: isRear ?? null,
    torch: isTorchOn ?? null,
    zoom: zoom ?? null,
    isFrozen,
  };
}

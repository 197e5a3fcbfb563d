import { fromBase64Url, toBase64Url } from '../../../../seal/index.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Drawing, Laser, NewDrawing } from './live-view.ts';

/** A laser that says nothing for this long is off. */
const laserMs = 1_500;
const maxDrawings = 1_000;
/** Scenes are pictures: of more the oldest go, and what was drawn on them stays where it was drawn. */
export const maxScenes = 16;

/** Pointers and drawings over the pictures. Places are 0 to 1 of the picture, so that they are the same at every size. */
export class DrawingDesk {
  readonly #context: LiveContext;
  /** Whether a member may draw: asked on every side, so that all show the same. */
  readonly #mayDraw: (said: Pick<Said<unknown>, 'role' | 'seatId'>) => boolean;
  readonly #laserTimers = new Map<string, () => void>();

  constructor(context: LiveContext, mayDraw: (said: Pick<Said<unknown>, 'role' | 'seatId'>) => boolean) {
    this.#context = context;
    this.#mayDraw = mayDraw;
  }

  draw({ scene, ...drawing }: NewDrawing): string {
    const id = this.#context.newId();
    const sceneId = scene && this.#context.newId();
    const sticks = sceneId === undefined ? {} : { sceneId };
    if (scene && sceneId !== undefined)
      this.#context.send({ type: 'scene', id: sceneId, producerId: drawing.producerId, picture: toBase64Url(scene) });
    this.#context.send({
      type: 'draw',
      id,
      ...drawing,
      ...sticks,
      points: drawing.points.map(([x, y]): [number, number] => [round(x), round(y)]),
    });
    return id;
  }

  /** Takes back one's own newest, or the one named. */
  undraw(id?: string): void {
    const { drawings, mySeatId } = this.#context.view.getState();
    const target = id ?? drawings.findLast(({ seatId }) => seatId === mySeatId)?.id;
    if (target !== undefined) this.#context.send({ type: 'undraw', id: target });
  }

  clear(producerId: string | null): void {
    this.#context.send({ type: 'clear-drawings', producerId });
  }

  stepDone(id: string): void {
    this.#context.send({ type: 'step-done', id });
  }

  point(producerId: string | null, x = 0, y = 0): void {
    this.#context.pass({ type: 'laser', producerId, x: round(x), y: round(y) });
    this.#showLaser(this.#context.view.getState().mySeatId, producerId === null ? undefined : { producerId, x, y });
  }

  handleDraw(said: Said<EventOf<'draw'>>): void {
    if (this.#mayDraw(said)) this.handleTold(said);
  }

  /** Drawn before I came: the customer's side let it be drawn, and says so. */
  handleTold({ event, seatId }: Said<EventOf<'draw'>>): void {
    const { view } = this.#context;
    const { drawings, people } = view.getState();
    if (drawings.length >= maxDrawings) return;
    const { type: _type, ...shape } = event;
    const colour = people.find((person) => person.seatId === seatId)?.colour ?? 0;
    this.add([{ ...shape, seatId, colour }]);
  }

  handleScene({ event: { id, producerId, picture }, seatId, role }: Said<EventOf<'scene'>>): void {
    if (!this.#mayDraw({ role, seatId })) return;
    this.#context.view.setState(({ scenes }) => {
      const isKnown = scenes.some((scene) => scene.id === id);
      return isKnown ? {} : { scenes: [...scenes, { id, producerId, picture: fromBase64Url(picture) }].slice(-maxScenes) };
    });
  }

  handleUndraw({ event }: Said<EventOf<'undraw'>>): void {
    this.#context.view.setState(({ drawings }) => ({ drawings: drawings.filter(({ id }) => id !== event.id) }));
  }

  handleClear({ event }: Said<EventOf<'clear-drawings'>>): void {
    const isKept = ({ producerId }: Drawing): boolean => event.producerId !== null && producerId !== event.producerId;
    this.#context.view.setState(({ drawings, scenes }) => {
      const kept = drawings.filter(isKept);
      return { drawings: kept, scenes: scenes.filter(({ id }) => kept.some(({ sceneId }) => sceneId === id)) };
    });
  }

  handleStepDone({ event }: Said<EventOf<'step-done'>>): void {
    this.#context.view.setState(({ drawings }) => ({
      drawings: drawings.map((one) => (one.id === event.id ? { ...one, isDone: true } : one)),
    }));
  }

  handleLaser(said: { seatId: string; role: 'customer' | 'expert'; producerId: string | null; x: number; y: number }): void {
    if (!this.#mayDraw(said)) return;
    const { producerId, x, y } = said;
    this.#showLaser(said.seatId, producerId === null ? undefined : { producerId, x, y });
  }

  /** Drawings of before, from somebody's history. */
  add(news: readonly Drawing[]): void {
    this.#context.view.setState(({ drawings }) => {
      const known = new Set(drawings.map(({ id }) => id));
      return { drawings: [...drawings, ...news.filter(({ id }) => !known.has(id))] };
    });
  }

  close(): void {
    for (const stop of this.#laserTimers.values()) stop();
    this.#laserTimers.clear();
  }

  #showLaser(seatId: string, laser: Omit<Laser, 'seatId'> | undefined): void {
    const { view, schedule } = this.#context;
    this.#laserTimers.get(seatId)?.();
    this.#laserTimers.delete(seatId);
    view.setState(({ lasers }) => ({
      lasers: [...lasers.filter((one) => one.seatId !== seatId), ...(laser ? [{ seatId, ...laser }] : [])],
    }));
    if (laser)
      this.#laserTimers.set(
        seatId,
        schedule(laserMs, () => this.#showLaser(seatId, undefined)),
      );
  }
}

/** A hundred-thousandth of the picture is finer than any screen. */
function round(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 100_000) / 100_000;
}

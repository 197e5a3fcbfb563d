import { fromBase64Url, toBase64Url, type SealedEvent } from '../../../../seal/index.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Drawing, Laser, NewDrawing, SceneView } from './live-view.ts';

/** A laser that says nothing for this long is off. */
const laserMs = 1_500;
const maxDrawings = 1_000;
/** Scenes are pictures: of more the oldest go, and what was drawn on them stays where it was drawn. */
export const maxScenes = 16;
/** So many of the last clears can be taken back. */
const maxCleared = 8;

/** What changes the drawings of everybody. */
export type DrawingEvent = EventOf<'draw' | 'scene' | 'undraw' | 'clear-drawings' | 'step-done'>;
const drawingTypes: ReadonlySet<SealedEvent['type']> = new Set<DrawingEvent['type']>([
  'draw',
  'scene',
  'undraw',
  'clear-drawings',
  'step-done',
]);

/** What somebody cleared, as long as they can take that back. */
interface Cleared {
  readonly id: string;
  readonly seatId: string;
  readonly drawings: readonly Drawing[];
  readonly scenes: readonly SceneView[];
}

export function isOfDrawings(event: SealedEvent): event is DrawingEvent {
  return drawingTypes.has(event.type);
}

/** Pointers and drawings over the pictures. Places are 0 to 1 of the picture, so that they are the same at every size. */
export class DrawingDesk {
  readonly #context: LiveContext;
  /** Whether a member may draw: asked on every side, so that all show the same. */
  readonly #mayDraw: (said: Pick<Said<unknown>, 'role' | 'seatId'>) => boolean;
  readonly #laserTimers = new Map<string, () => void>();
  /** What I drew and cleared, in this order. */
  readonly #mine: string[] = [];
  #cleared: readonly Cleared[] = [];

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

  /** Takes back one's own newest, a drawing or a clear, or the one named. */
  undraw(id?: string): void {
    const there = new Set([...this.#context.view.getState().drawings, ...this.#cleared].map((one) => one.id));
    const target = id ?? this.#mine.findLast((mine) => there.has(mine));
    if (target !== undefined) this.#context.send({ type: 'undraw', id: target });
  }

  clear(producerId: string | null): void {
    this.#context.send({ type: 'clear-drawings', id: this.#context.newId(), producerId });
  }

  stepDone(id: string): void {
    this.#context.send({ type: 'step-done', id });
  }

  point(producerId: string | null, x = 0, y = 0): void {
    this.#context.pass({ type: 'laser', producerId, x: round(x), y: round(y) });
    this.#showLaser(this.#context.view.getState().mySeatId, producerId === null ? undefined : { producerId, x, y });
  }

  handleSaid(said: Said<DrawingEvent>): void {
    if (this.allows(said)) this.handleTold(said);
  }

  /**
   * Whether whoever said it may do it: asked of what comes, never of who sends. Who may not draw takes nothing away either, an expert takes back
   * what they drew or cleared themselves or clears a whole picture, and that a step is done says the customer alone.
   */
  allows({ event, role, seatId }: Pick<Said<DrawingEvent>, 'event' | 'role' | 'seatId'>): boolean {
    if (event.type === 'step-done') return role === 'customer';
    if (!this.#mayDraw({ role, seatId })) return false;
    if (event.type !== 'undraw' || role === 'customer') return true;
    return [...this.#context.view.getState().drawings, ...this.#cleared].some((one) => one.id === event.id && one.seatId === seatId);
  }

  /** Of before I came: the customer's side let it be done, and says so. */
  handleTold({ event, seatId, isMe }: Said<DrawingEvent>): void {
    if (isMe && (event.type === 'draw' || event.type === 'clear-drawings') && event.id !== undefined) this.#remember(event.id);
    switch (event.type) {
      case 'draw':
        return this.#draw(event, seatId);
      case 'scene':
        return this.#keepScene(event);
      case 'undraw':
        if (this.#restore(event.id, seatId)) return undefined;
        return this.#change((drawings) => drawings.filter(({ id }) => id !== event.id));
      case 'clear-drawings':
        return this.#clear(event, seatId);
      case 'step-done':
        return this.#change((drawings) => drawings.map((one) => (one.id === event.id ? { ...one, isDone: true } : one)));
      default:
        return undefined;
    }
  }

  handleLaser(said: { seatId: string; role: 'customer' | 'expert'; producerId: string | null; x: number; y: number }): void {
    if (!this.#mayDraw(said)) return;
    const { producerId, x, y } = said;
    this.#showLaser(said.seatId, producerId === null ? undefined : { producerId, x, y });
  }

  /** What is drawn on a picture at this moment. What sticks to an object is not: a still has no frames to find it in. */
  drawnOn(producerId: string): readonly Drawing[] {
    return this.#context.view.getState().drawings.filter((one) => one.producerId === producerId && one.sceneId === undefined);
  }

  /** What was drawn on a picture when a still was taken of it is on the still, too. */
  carry(drawn: readonly Drawing[], stillId: string): void {
    const copies = drawn.map((one): Drawing => ({ ...one, id: `${stillId} ${one.id}`, producerId: stillId, isCopy: true }));
    this.add(copies.slice(0, Math.max(0, maxDrawings - this.#context.view.getState().drawings.length)));
  }

  /** Drawings of before, from somebody's history. */
  add(news: readonly Drawing[]): void {
    this.#context.view.setState(({ drawings }) => {
      const known = new Set(drawings.map(({ id }) => id));
      return { drawings: [...drawings, ...news.filter(({ id }) => !known.has(id))] };
    });
  }

  #draw({ type: _type, ...shape }: EventOf<'draw'>, seatId: string): void {
    const { drawings, people } = this.#context.view.getState();
    if (drawings.length >= maxDrawings) return;
    const colour = people.find((person) => person.seatId === seatId)?.colour ?? 0;
    this.add([{ ...shape, seatId, colour }]);
  }

  #keepScene({ id, producerId, picture }: EventOf<'scene'>): void {
    this.#context.view.setState(({ scenes }) => {
      const isKnown = scenes.some((scene) => scene.id === id);
      return isKnown ? {} : { scenes: [...scenes, { id, producerId, picture: fromBase64Url(picture) }].slice(-maxScenes) };
    });
  }

  #remember(id: string): void {
    this.#mine.push(id);
    if (this.#mine.length > 2 * maxDrawings) this.#mine.shift();
  }

  #clear({ id, producerId: cleared }: EventOf<'clear-drawings'>, seatId: string): void {
    const { drawings, scenes, stills } = this.#context.view.getState();
    // What is on a still is cleared with that still alone.
    const isOnStill = ({ producerId, isCopy }: Drawing): boolean => isCopy === true || stills.some((still) => still.id === producerId);
    const isKept = (one: Drawing): boolean => (cleared === null ? isOnStill(one) : one.producerId !== cleared);
    const kept = drawings.filter(isKept);
    const gone = drawings.filter((one) => !isKept(one));
    const isNeeded = (scene: SceneView): boolean => kept.some(({ sceneId }) => sceneId === scene.id);
    this.#context.view.setState({ drawings: kept, scenes: scenes.filter(isNeeded) });
    if (id !== undefined && gone.length > 0)
      this.#cleared = [...this.#cleared, { id, seatId, drawings: gone, scenes: scenes.filter((scene) => !isNeeded(scene)) }].slice(
        -maxCleared,
      );
  }

  /** Takes back a clear, by whoever cleared: below what was drawn since, and no more than there may be. @returns whether it was one */
  #restore(id: string, seatId: string): boolean {
    const cleared = this.#cleared.find((one) => one.id === id && one.seatId === seatId);
    if (!cleared) return false;
    this.#cleared = this.#cleared.filter((one) => one !== cleared);
    this.#context.view.setState(({ drawings, scenes }) => ({
      drawings: [...cleared.drawings.slice(0, maxDrawings - drawings.length), ...drawings],
      scenes: [...cleared.scenes, ...scenes].slice(-maxScenes),
    }));
    return true;
  }

  #change(change: (drawings: readonly Drawing[]) => readonly Drawing[]): void {
    this.#context.view.setState(({ drawings }) => ({ drawings: change(drawings) }));
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

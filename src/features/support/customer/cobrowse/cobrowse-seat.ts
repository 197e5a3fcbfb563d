import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ControlInput } from '../../../../../seal/index.ts';
import type { Capture, Captured } from '../../state/capture.ts';
import type { LiveSession } from '../../state/live-session.ts';
import { OpenerLine, type OpenerPage } from './opener-page.ts';
import { canNameTabs, isThatPage, type TabName } from './shared-tab.ts';

/** Whether the page that opened this window can be controlled, or what is missing. */
export type CobrowseState = 'no-page' | 'browser-cannot' | 'not-shared' | 'other-tab' | 'ready';

export interface CobrowseView {
  readonly state: CobrowseState;
  /** The page's title; empty when there is none. */
  readonly title: string;
}

type Session = Pick<LiveSession, 'getView' | 'subscribe' | 'setControlTarget'>;
/** The name of the tab that a sent track shows; undefined for everything else. */
type TabOf = (track: MediaStreamTrack | undefined) => TabName | null | undefined;

/** Joins a customer's session with the page that opened the window. */
export class CobrowseSeat {
  readonly view: StoreApi<CobrowseView> = createStore<CobrowseView>(() => ({ state: 'no-page', title: '' }));
  readonly #line: OpenerLine;
  readonly #tabOf: TabOf;
  readonly #onInput: () => void;
  #page: OpenerPage | undefined;
  #session: Session | undefined;
  #stopListening: (() => void) | undefined;
  #picking = 0;
  #label: string | undefined;
  #said = { isSharing: false, handle: '', name: undefined as string | null | undefined };

  /** `onInput`: something is done in the page, now. */
  constructor(opener: Window, { tabOf, onInput }: { readonly tabOf: TabOf; readonly onInput: () => void }) {
    this.#tabOf = tabOf;
    this.#onInput = onInput;
    this.#line = new OpenerLine(opener, (page) => {
      this.#page = page;
      this.#update();
    });
  }

  /** The page masks its inputs before the first picture of it exists. */
  watching(inner: Capture): Capture {
    const screen = async (): Promise<Captured> => {
      this.#picking += 1;
      this.#update();
      try {
        return await inner.screen();
      } finally {
        // Until the picture is in the view, it counts as being picked.
        setTimeout(() => this.#picked(), 5_000);
      }
    };
    return { screen, camera: (deviceId) => inner.camera(deviceId), microphone: () => inner.microphone() };
  }

  join(session: Session): void {
    this.#session = session;
    this.#stopListening = session.subscribe(() => this.#update());
    this.#update();
  }

  /** The page is told that it is over. Idempotent. */
  close(): void {
    this.#stopListening?.();
    this.#session?.setControlTarget(undefined);
    this.#session = undefined;
    this.#line.close();
  }

  #picked(): void {
    this.#picking -= 1;
    this.#update();
  }

  #update(): void {
    const session = this.#session;
    const isOver = session?.getView().link === 'ended';
    const state = this.#stateNow();
    const before = this.view.getState();
    const title = this.#page?.title ?? '';
    if (before.state !== state || before.title !== title) this.view.setState({ state, title });
    this.#tell(state, isOver);
    const label = state === 'ready' && !isOver ? title || (this.#page?.origin ?? '') : undefined;
    if (!session || this.#label === label) return;
    this.#label = label;
    session.setControlTarget(label === undefined ? undefined : { label: label.slice(0, 80), apply: (input) => this.#apply(input) });
  }

  #stateNow(): CobrowseState {
    if (!this.#page) return 'no-page';
    if (!canNameTabs()) return 'browser-cannot';
    const screens = this.#screens();
    if (screens.some(({ track }) => isThatPage(this.#tabOf(track), this.#page))) return 'ready';
    return screens.length === 0 ? 'not-shared' : 'other-tab';
  }

  /** The page hears what changed; a page that was loaded anew hears all of it. */
  #tell(state: CobrowseState, isOver: boolean): void {
    if (!this.#page) return;
    const { handle } = this.#page;
    const isNew = handle !== this.#said.handle;
    const isSharing = !isOver && (this.#picking > 0 || this.#screens().length > 0);
    const name = state === 'ready' && !isOver ? this.#holder() : null;
    if (isNew || isSharing !== this.#said.isSharing) this.#line.send({ deskline: 1, type: 'sharing', isOn: isSharing });
    if (isNew || name !== this.#said.name) this.#line.send({ deskline: 1, type: 'controlled', name });
    this.#said = { isSharing, handle, name };
  }

  #holder(): string | null {
    const view = this.#session?.getView();
    const person = view?.people.find(({ seatId }) => seatId === view.controlHolder);
    return person && view?.link === 'live' ? person.name.slice(0, 80) || null : null;
  }

  /** Looked at with each input: the tab may have gone to another page since the last one. */
  #apply(input: ControlInput): void {
    this.#update();
    const isPlaced = 'producerId' in input;
    const isHere = this.#screens().some(
      ({ track, producerId }) => (!isPlaced || producerId === input.producerId) && isThatPage(this.#tabOf(track), this.#page),
    );
    if (!isHere || this.#holder() === null) return;
    this.#line.send({ deskline: 1, type: 'input', input });
    this.#onInput();
  }

  #screens() {
    return this.#session?.getView().streams.filter(({ isMine, source }) => isMine && source === 'screen') ?? [];
  }
}

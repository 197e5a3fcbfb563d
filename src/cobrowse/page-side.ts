import type { WindowMessage } from '../../protocol/support/cobrowse.ts';
import { nameThisTab } from './capture-handle.ts';
import { CustomerWindow } from './customer-window.ts';
import { Hand } from './hand.ts';
import { HelpButton } from './help-button.ts';
import { InputMasks } from './input-masks.ts';
import type { ScriptTag } from './script-tag.ts';
import { tabMemory } from './tab-memory.ts';

const blocked = {
  de: 'Der Browser hat das Fenster nicht geöffnet. Bitte erlauben Sie Pop-up-Fenster für diese Seite.',
  en: 'The browser did not open the window. Please allow pop-up windows for this page.',
} as const;
/** The window says `ready` every 2 s; a browser may slow a window that is behind another. */
const handSilentAfterMs = 10_000;
/** Masks stay longer: a window that browsers slow to one message a minute still shows the tab. */
const masksSilentAfterMs = 90_000;

/** Runs as long as the page does. */
export function beginPageSide(tag: ScriptTag): void {
  new PageSide(tag).begin();
}

/** What our script does in a site's page. The page decides nothing: consent, keys and grants are in the customer's window. */
class PageSide {
  readonly #handle: string;
  readonly #tag: Pick<ScriptTag, 'label' | 'language'>;
  readonly #window: CustomerWindow;
  #masks: InputMasks | undefined;
  #hand: Hand | undefined;
  #heardAt = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor({ origin, label, language }: ScriptTag) {
    this.#handle = nameThisTab([origin]);
    this.#window = new CustomerWindow(origin, (message) => this.#hear(message));
    this.#tag = { label, language };
  }

  begin(): void {
    const { label, language } = this.#tag;
    const button = new HelpButton({
      label,
      language,
      onPress: () => button.say(this.#window.open() ? '' : blocked[language]),
    });
    if (tabMemory.isMasked()) {
      this.#noteHeard();
      this.#mask(true);
    }
  }

  #hear(message: WindowMessage): void {
    this.#noteHeard();
    if (message.type === 'ready')
      this.#window.send({ deskline: 1, type: 'hello', title: document.title.slice(0, 200), handle: this.#handle });
    else if (message.type === 'sharing') this.#mask(message.isOn);
    else if (message.type === 'controlled') this.#control(message.name);
    else if (message.type === 'input') this.#hand?.apply(message.input);
    else this.#end();
  }

  #noteHeard(): void {
    this.#heardAt = performance.now();
    this.#watch ??= setInterval(() => this.#look(), 1_000);
  }

  #mask(isOn: boolean): void {
    if (isOn) {
      this.#masks ??= new InputMasks();
      tabMemory.keepMasked(true);
    } else {
      tabMemory.keepMasked(false);
      this.#masks?.close();
      this.#masks = undefined;
      this.#control(null);
    }
  }

  #control(name: string | null): void {
    this.#hand?.close();
    this.#hand = name === null ? undefined : new Hand(name);
  }

  /** The window was closed, or says nothing any more. */
  #look(): void {
    const silentMs = performance.now() - this.#heardAt;
    if (this.#window.isClosed || silentMs > masksSilentAfterMs) this.#end();
    else if (silentMs > handSilentAfterMs) this.#control(null);
  }

  #end(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#mask(false);
  }
}

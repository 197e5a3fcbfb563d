import { ownLayer } from './own-layer.ts';

const css = `
:host { all: initial !important; position: fixed !important; right: 16px !important; bottom: 16px !important; z-index: 2147483646 !important; }
button { min-height: 44px; padding: 0 18px; border: 1px solid #fff; border-radius: 22px; background: #1d4ed8; color: #fff; font: 600 15px/1.4 system-ui, sans-serif; cursor: pointer; box-shadow: 0 2px 10px #0005; }
button:hover { background: #1e40af; }
button:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
p { max-width: 240px; margin: 0 0 8px; padding: 8px 12px; border-radius: 6px; background: #fff; color: #111; font: 14px/1.4 system-ui, sans-serif; box-shadow: 0 2px 10px #0005; }
p:empty { display: none; }
`;

/** The button that opens the customer's window, with a line for what went wrong. */
export class HelpButton {
  readonly #note = document.createElement('p');

  constructor({ label, language, onPress }: { readonly label: string; readonly language: string; readonly onPress: () => void }) {
    const { host, root } = ownLayer(css);
    host.lang = language;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    // Only a person's own click opens a window; one that a script or an expert made does not.
    button.addEventListener('click', ({ isTrusted }) => {
      if (isTrusted) onPress();
    });
    this.#note.setAttribute('role', 'status');
    root.append(this.#note, button);
  }

  say(text: string): void {
    this.#note.textContent = text;
  }
}

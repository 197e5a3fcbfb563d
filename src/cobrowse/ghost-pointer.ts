import { ownLayer } from './own-layer.ts';
import type { Place } from './map-place.ts';

const css = `
:host { all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; pointer-events: none !important; }
.edge { position: absolute; inset: 0; border: 3px solid #c2410c; box-sizing: border-box; }
.pointer { position: absolute; top: 0; left: 0; display: flex; align-items: start; gap: 2px; will-change: transform; }
.arrow { width: 0; height: 0; border: 8px solid transparent; border-top-color: #c2410c; border-left-color: #c2410c; }
.name { margin-top: 10px; padding: 2px 8px; border-radius: 4px; background: #c2410c; color: #fff; font: 600 13px/1.4 system-ui, sans-serif; white-space: nowrap; }
`;

/** Shows that somebody controls the page, who, and where: a frame around the page and a pointer with a name. */
export class GhostPointer {
  readonly #host: HTMLElement;
  readonly #pointer: HTMLElement;
  readonly #name: HTMLElement;

  constructor(name: string) {
    const { host, root } = ownLayer(css);
    this.#host = host;
    this.#pointer = part('pointer');
    this.#name = part('name');
    this.#name.textContent = name;
    this.#pointer.append(part('arrow'), this.#name);
    root.append(part('edge'), this.#pointer);
    host.setAttribute('aria-hidden', 'true');
    this.moveTo({ x: innerWidth / 2, y: innerHeight / 2 });
  }

  moveTo({ x, y }: Place): void {
    this.#pointer.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
  }

  close(): void {
    this.#host.remove();
  }
}

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

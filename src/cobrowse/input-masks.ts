const css = `
input:not([data-deskline-show], [data-deskline-show] *),
textarea:not([data-deskline-show], [data-deskline-show] *),
[contenteditable]:not([contenteditable="false"], [data-deskline-show], [data-deskline-show] *) { -webkit-text-security: disc !important; }
[data-deskline-mask], iframe:not([data-deskline-show]), frame, object, embed {
  background: #000 !important; color: transparent !important; filter: brightness(0) !important; border-color: #000 !important;
}
[data-deskline-mask] *, [data-deskline-mask]::before, [data-deskline-mask]::after { visibility: hidden !important; }
`;

/**
 * Hides what is in fields while the page may be seen: at once in the document and in all open shadow roots, and in those that come later.
 * Frames are black as a whole: what is in them cannot be reached.
 */
export class InputMasks {
  readonly #sheet = new CSSStyleSheet();
  readonly #roots = new Set<Document | ShadowRoot>();
  readonly #watch = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof Element) {
          if (node.shadowRoot) this.#cover(node.shadowRoot);
          this.#coverWithin(node);
        }
  });

  constructor() {
    this.#sheet.replaceSync(css);
    this.#cover(document);
  }

  /** Everything is as it was. Idempotent. */
  close(): void {
    this.#watch.disconnect();
    for (const root of this.#roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#roots.clear();
  }

  #cover(root: Document | ShadowRoot): void {
    if (this.#roots.has(root)) return;
    this.#roots.add(root);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
    this.#watch.observe(root, { childList: true, subtree: true });
    this.#coverWithin(root);
  }

  #coverWithin(root: ParentNode): void {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) this.#cover(shadowRoot);
  }
}

export interface ScriptTag {
  /** Deskline's: where the script came from. */
  readonly origin: string;
  /** What the button says. */
  readonly label: string;
  readonly language: 'de' | 'en';
}

const labels = { de: 'Hilfe holen', en: 'Get help' } as const;

/** What the site wrote into the tag. @param page `lang` of the document; empty: not said */
export function readTag(tag: HTMLScriptElement, page: string): ScriptTag {
  const language = /^de\b/i.test(page === '' ? navigator.language : page) ? 'de' : 'en';
  return { origin: new URL(tag.src).origin, label: tag.dataset['label']?.trim() || labels[language], language };
}

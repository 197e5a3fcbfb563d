import { matchesQuery, palette, type PaletteItem, type PaletteRegistry } from '../../../../ui/palette/palette-registry.ts';

/** Parts of the console in the order in which the palette shows what they do. */
const parts = ['picture', 'stage', 'draw', 'control', 'may', 'record', 'invite', 'colleague', 'inviting', 'session'] as const;
export type PalettePart = (typeof parts)[number];
/** Something that a button of the console does, in the words of the button. */
export type SessionCommand = Pick<PaletteItem, 'id' | 'title' | 'icon' | 'run'>;

/** What can be done in the session that is looked at, for the command palette. Each part of the console says what it can do at this moment. */
export class SessionPalette {
  readonly #registry: PaletteRegistry;
  readonly #commands = new Map<PalettePart, () => readonly SessionCommand[]>();
  #takeBack: () => void = () => undefined;

  constructor(registry: PaletteRegistry) {
    this.#registry = registry;
  }

  /** `commands` is asked whenever something is looked for or done. @returns the part is gone */
  put(part: PalettePart, commands: () => readonly SessionCommand[]): () => void {
    this.#commands.set(part, commands);
    this.#tell();
    return () => {
      if (this.#commands.get(part) !== commands) return;
      this.#commands.delete(part);
      this.#tell();
    };
  }

  /** A palette that is open looks again. */
  #tell(): void {
    this.#takeBack();
    if (this.#commands.size === 0) return;
    this.#takeBack = this.#registry.register({
      id: 'support-session',
      find: (query) => parts.flatMap((part) => this.#itemsOf(part)).filter((item) => matchesQuery(item, query)),
    });
  }

  #itemsOf(part: PalettePart): readonly PaletteItem[] {
    const now = (): readonly SessionCommand[] => this.#commands.get(part)?.() ?? [];
    // What became impossible while somebody chose it is not done.
    return now().map(({ run: _run, ...item }) => ({
      ...item,
      id: `session-${part}-${item.id}`,
      kind: 'session',
      run: () =>
        now()
          .find(({ id }) => id === item.id)
          ?.run(),
    }));
  }
}

/** That of this page. */
export const sessionPalette = new SessionPalette(palette);

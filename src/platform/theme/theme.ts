import { z } from 'zod';
import { localSetting } from '../storage/settings.ts';

export const themeChoiceSchema = z.enum(['light', 'dark', 'system']);
export type ThemeChoice = z.infer<typeof themeChoiceSchema>;

const setting = localSetting('theme', themeChoiceSchema);

/** Light or dark: the person's choice, or the system's while they leave it to that. */
export class Theme {
  #choice: ThemeChoice = setting.read() ?? 'system';
  readonly #system: MediaQueryList;
  readonly #listeners = new Set<() => void>();

  constructor(system: MediaQueryList) {
    this.#system = system;
    system.addEventListener('change', () => this.#change());
    this.#apply();
  }

  readonly choice = (): ThemeChoice => this.#choice;

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    setting.write(choice);
    this.#change();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(): void {
    this.#apply();
    for (const listener of this.#listeners) listener();
  }

  #apply(): void {
    const isDark = this.#choice === 'dark' || (this.#choice === 'system' && this.#system.matches);
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  }
}

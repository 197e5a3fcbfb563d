import { lazy, useState, type ComponentType } from 'react';

export interface LatePage {
  /** Nothing until it is fetched, if nobody fetched it ahead. */
  readonly Page: ComponentType;
  /** Fetches it ahead; when that fails, drawing it tries again. */
  readonly prepare: () => Promise<void>;
}

/**
 * A page that is fetched when it is drawn, or ahead. What is here is drawn at once: React's `lazy` waits even for what was fetched, and what it
 * waited for it shows 300 ms after it had shown that it waits, at the earliest.
 */
export function latePage(load: () => Promise<ComponentType>): LatePage {
  let found: ComponentType | undefined;
  const find = async (): Promise<ComponentType> => (found = await load());
  const Late = lazy(async () => ({ default: await find() }));
  return {
    Page: function Page() {
      // As it was at first, so that what is in it stays.
      const [Shown] = useState<ComponentType>(() => found ?? Late);
      return <Shown />;
    },
    prepare: () =>
      find().then(
        () => undefined,
        () => undefined,
      ),
  };
}

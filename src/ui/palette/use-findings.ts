import { useEffect, useState, useSyncExternalStore } from 'react';
import { palette, type PaletteFindings } from './palette-registry.ts';

const NOTHING: PaletteFindings = { items: [], isIncomplete: false };

/** What the palette finds for the query; what was found before stays until the new answer is there. */
export function useFindings(query: string): PaletteFindings & { isSearching: boolean } {
  const [answer, setAnswer] = useState({ query: '', findings: NOTHING, isFirst: true });
  const version = useSyncExternalStore(palette.subscribe, palette.version);
  useEffect(() => {
    const search = new AbortController();
    const ask = async (): Promise<void> => {
      const findings = await palette.find(query, search.signal);
      if (!search.signal.aborted) setAnswer({ query, findings, isFirst: false });
    };
    void ask();
    return () => search.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- a new version of the sources asks them again
  }, [query, version]);
  return { ...answer.findings, isSearching: answer.isFirst || answer.query !== query };
}

import { useEffect, useState } from 'react';
import { palette, type PaletteFindings } from './palette-registry.ts';

const NOTHING: PaletteFindings = { items: [], isIncomplete: false };

/** What the palette finds for the query; what was found before stays until the new answer is there. */
export function useFindings(query: string): PaletteFindings & { isSearching: boolean } {
  const [answer, setAnswer] = useState({ query: '', findings: NOTHING, isFirst: true });
  useEffect(() => {
    const search = new AbortController();
    void palette.find(query, search.signal).then((findings) => {
      if (!search.signal.aborted) setAnswer({ query, findings, isFirst: false });
    });
    return () => search.abort();
  }, [query]);
  return { ...answer.findings, isSearching: answer.isFirst || answer.query !== query };
}

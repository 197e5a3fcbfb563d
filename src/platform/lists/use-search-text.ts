import { useEffect, useEffectEvent, useState } from 'react';
import type { ListSearch } from './list-search.ts';

const TYPING_PAUSE_MS = 250;

/** The text in the search box: shown at once, searched for after a pause in typing. */
export function useSearchText(search: ListSearch, onSearchChange: (search: ListSearch) => void): [string, (text: string) => void] {
  const [text, setText] = useState(search.query ?? '');
  const wanted = search.query ?? '';
  const searchLater = useEffectEvent((query: string) => {
    const { query: _query, page: _page, ...rest } = search;
    onSearchChange(query === '' ? rest : { ...rest, query });
  });
  useEffect(() => {
    const query = text.trim();
    if (query === wanted) return undefined;
    const timer = setTimeout(() => searchLater(query), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, wanted]);
  return [text, setText];
}

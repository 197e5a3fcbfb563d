import type { ListSearch } from '../../state/list-search.ts';

export function PbxsPage({ search }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  return <h1>{search.query}</h1>;
}

import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../../../../ui/field/search-field.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { RecordingsSearch } from '../../state/recordings/recordings-search.ts';
import { useRecordings } from './recordings-context.tsx';

export interface RecordingsFiltersProps {
  readonly search: RecordingsSearch;
  readonly onSearchChange: (search: RecordingsSearch) => void;
}

const typingPauseMs = 250;

/** A text that is shown at once and looked for after a pause in typing. */
function useTyped(value: string, commit: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  // Changed from elsewhere: by the way back, or "Show all".
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  const commitLater = useEffectEvent(commit);
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const timer = setTimeout(() => commitLater(text.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, value]);
  return [text, setText];
}

const orNone = <Value extends string>(value: Value | ''): Value | undefined => (value === '' ? undefined : value);

/** What the list is narrowed to, and its order. */
export function RecordingsFilters({ search, onSearchChange }: RecordingsFiltersProps) {
  const { t } = useTranslation('recordings');
  const { rights } = useRecordings();
  const change = (part: Partial<RecordingsSearch>): void => onSearchChange({ ...search, ...part });
  const [query, setQuery] = useTyped(search.query ?? '', (text) => change({ query: orNone(text) }));
  const [tag, setTag] = useTyped(search.tag ?? '', (text) => change({ tag: orNone(text) }));
  const holds = (['held', 'free'] as const).map((value) => ({ value, label: t(`hold.${value}`) }));
  const orders = (['newest', 'oldest'] as const).map((value) => ({ value, label: t(`order.${value}`) }));
  const scopes = (['all', 'own'] as const).map((value) => ({ value, label: t(`scope.${value}`) }));
  return (
    <div role="group" aria-label={t('filters')} className="grid grid-cols-2 items-start gap-2 border-b p-2 md:grid-cols-4">
      <div className="col-span-full">
        <SearchField label={t('search')} maxLength={100} value={query} onValueChange={setQuery} />
      </div>
      {rights.mayReadAll && (
        <Select
          label={t('scope.label')}
          options={scopes}
          value={search.scope ?? 'all'}
          onValueChange={(value) => change({ scope: value === 'own' ? 'own' : undefined })}
        />
      )}
      <TextField label={t('tag')} maxLength={40} value={tag} onChange={(event) => setTag(event.target.value)} />
      <TextField
        label={t('from')}
        type="date"
        value={search.from ?? ''}
        max={search.until}
        onChange={(event) => change({ from: orNone(event.target.value) })}
      />
      <TextField
        label={t('until')}
        type="date"
        value={search.until ?? ''}
        min={search.from}
        onChange={(event) => change({ until: orNone(event.target.value) })}
      />
      <Select
        label={t('hold.label')}
        options={[{ value: '', label: t('hold.any') }, ...holds]}
        value={search.hold ?? ''}
        onValueChange={(value) => change({ hold: holds.find((hold) => hold.value === value)?.value })}
      />
      <Select
        label={t('order.label')}
        options={orders}
        value={search.order ?? 'newest'}
        onValueChange={(value) => change({ order: value === 'oldest' ? 'oldest' : undefined })}
      />
    </div>
  );
}

import { Search, X } from 'lucide-react';
import { useId, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/icon-button.tsx';

export interface SearchFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'onChange' | 'value' | 'size'> {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
}

/** A search box; Esc clears it. */
export function SearchField({ label, value, onValueChange, ...input }: SearchFieldProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  return (
    <div className="relative min-w-0">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-n10" />
      <input
        placeholder={label}
        {...input}
        id={id}
        type="search"
        enterKeyHint="search"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.preventDefault();
          onValueChange('');
        }}
        className="control px-8.5 [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <div className="absolute inset-y-0 right-0.5 flex items-center">
          <IconButton size="dense" label={t('clear')} icon={X} onClick={() => onValueChange('')} />
        </div>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { AdminUser } from '../../../../../protocol/identity/admin.ts';
import { SuggestField } from '../../../../ui/field/suggest-field.tsx';
import { useAdminApi } from './use-admin-api.ts';

export interface ChosenPerson {
  userId: string | null;
  name: string;
  /** Where the person's first extension is; null without one. */
  pbxId: string | null;
}

export interface PersonFieldProps {
  label: string;
  hint: string;
  /** Shown while nobody is chosen. */
  placeholder: string;
  /** The person chosen; empty for nobody. */
  name: string;
  error: string | undefined;
  onChange: (person: ChosenPerson) => void;
}

const SHOWN = 8;

/** Chooses a user by typing part of the name. An emptied field means nobody. */
export function PersonField({ label, hint, placeholder, name, error, onChange }: PersonFieldProps) {
  const id = useId();
  const api = useAdminApi();
  const [text, setText] = useState<string>();
  const query = text?.trim() ?? '';
  const found = useQuery({
    queryKey: ['admin-users', 'suggest', query],
    queryFn: ({ signal }) => api.users({ query }, signal),
    enabled: query !== '',
  });
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {/* A row of its own: as a stretched column the list would open below a gap. */}
      <div className="flex">
        <SuggestField<AdminUser>
          label={label}
          value={text ?? name}
          placeholder={placeholder}
          aria-describedby={id}
          aria-invalid={error !== undefined || undefined}
          onValueChange={(value) => {
            setText(value);
            if (value.trim() === '') onChange({ userId: null, name: '', pbxId: null });
          }}
          items={query === '' ? [] : (found.data?.items.slice(0, SHOWN) ?? [])}
          keyOf={(user) => user.id}
          renderItem={(user) => (
            <span className="flex min-w-0 flex-1 items-baseline gap-2">
              <span className="truncate">{user.displayName}</span>
              <span className="truncate text-caption text-n11">{user.email}</span>
            </span>
          )}
          onPick={(user) => {
            setText(undefined);
            onChange({ userId: user.id, name: user.displayName, pbxId: user.extensions[0]?.pbxId ?? null });
          }}
          onSubmit={() => undefined}
          // What was typed without choosing is not a person: the field shows again who is set.
          onBlurCapture={() => setText(undefined)}
        />
      </div>
      <p id={id} aria-live="polite" className={`text-caption ${error === undefined ? 'text-n11' : 'text-red-text'}`}>
        {error ?? hint}
      </p>
    </div>
  );
}

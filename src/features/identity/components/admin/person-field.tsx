import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminUser } from '../../../../../protocol/identity/admin.ts';
import { SuggestField } from '../../../../ui/field/suggest-field.tsx';
import { useAdminApi } from './use-admin-api.ts';

export interface PersonFieldProps {
  /** The person chosen; empty for nobody. */
  name: string;
  error: string | undefined;
  onChange: (person: { userId: string | null; name: string }) => void;
}

const SHOWN = 8;

/** Chooses a user by typing part of the name. An emptied field means nobody. */
export function PersonField({ name, error, onChange }: PersonFieldProps) {
  const { t } = useTranslation('admin');
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
      <SuggestField<AdminUser>
        label={t('extensions.person')}
        value={text ?? name}
        placeholder={t('extensions.nobody')}
        onValueChange={(value) => {
          setText(value);
          if (value.trim() === '') onChange({ userId: null, name: '' });
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
          onChange({ userId: user.id, name: user.displayName });
        }}
        onSubmit={() => undefined}
        // What was typed without choosing is not a person: the field shows again who is set.
        onBlurCapture={() => setText(undefined)}
      />
      <p className="text-caption text-n11">{error ?? t('extensions.personHint')}</p>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Select } from '../../../../../ui/field/select.tsx';
import { removedAt } from '../../fields/list-change.ts';
import { ListFrame } from '../../fields/list-frame.tsx';
import { RowButtons } from '../../fields/row-buttons.tsx';
import { WordsField } from '../../fields/words-field.tsx';
import { useWorld } from '../../world-context.tsx';
import type { FormProps } from './form-props.ts';

/** Who is told: people for a push, people and addresses for mail, web addresses for a webhook. */
export function RecipientsField({ form }: FormProps<'notify'>) {
  const { t } = useTranslation('dialplan');
  const { users } = useWorld();
  const { channel, to } = form.settings;
  const set = (next: readonly string[]): void => form.set({ to: [...next] });
  if (channel === 'webhook')
    return <WordsField {...form.bind('to')} onChange={set} addLabel={t('add.webhook')} hint={t('hints.webhook')} />;
  const addresses = to.filter((one) => one.includes('@'));
  const people = to.filter((one) => !one.includes('@'));
  const free = users.filter((user) => !people.includes(user.id));
  return (
    <>
      <ListFrame label={t('fields.to')} error={form.errorOf('to')}>
        {people.map((id, index) => {
          const name = users.find((user) => user.id === id)?.name ?? t('field.goneName');
          return (
            <div key={id} className="flex min-h-8 items-center gap-2 text-dense">
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {!form.isReadOnly && <RowButtons name={name} onRemove={() => set([...removedAt(people, index), ...addresses])} />}
            </div>
          );
        })}
        {!form.isReadOnly && (
          <Select
            label={t('add.person')}
            isLabelHidden
            value=""
            options={[{ value: '', label: t('add.person') }, ...free.map((user) => ({ value: user.id, label: user.name }))]}
            onValueChange={(id) => {
              if (id !== '') set([...people, id, ...addresses]);
            }}
          />
        )}
      </ListFrame>
      {channel === 'email' && (
        <WordsField
          label={t('notify.addresses')}
          value={addresses}
          isReadOnly={form.isReadOnly}
          onChange={(next) => set([...people, ...next])}
          addLabel={t('add.address')}
        />
      )}
    </>
  );
}

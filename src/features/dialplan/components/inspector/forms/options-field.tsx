import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SettingsOf } from '../../../../../../protocol/dialplan/nodes/index.ts';
import { Button } from '../../../../../ui/button/button.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import { freshName } from '../../../state/fresh-id.ts';
import { removedAt, replacedAt } from '../../fields/list-change.ts';
import { ListFrame } from '../../fields/list-frame.tsx';
import { RowButtons } from '../../fields/row-buttons.tsx';
import type { FormProps } from './form-props.ts';

type Option = SettingsOf<'attendant'>['options'][number];

/** The lowest single key that no option has. */
function freeKey(options: readonly Option[]): string {
  return ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'].find((key) => options.every((option) => option.keys !== key)) ?? '00';
}

/** Keys and what they mean; each row is an exit. An option keeps its way when its keys change. */
export function OptionsField({ form }: FormProps<'attendant'>) {
  const { t } = useTranslation('dialplan');
  const { options } = form.settings;
  const change = (next: Option[]): void => form.set({ options: next });
  const add = (): void =>
    change([
      ...options,
      {
        id: freshName(
          'o',
          options.map((option) => option.id),
        ),
        keys: freeKey(options),
        label: '',
      },
    ]);
  return (
    <ListFrame label={t('fields.options')} error={form.errorOf('options')}>
      {options.map((option, index) => (
        <div key={option.id} className="flex items-end gap-1">
          <div className="w-16 shrink-0">
            <TextField
              label={t('option.keys')}
              isLabelHidden={index > 0}
              inputMode="tel"
              value={option.keys}
              readOnly={form.isReadOnly}
              error={form.errorOf(`options.${String(index)}.keys`)}
              onChange={(event) => change(replacedAt(options, index, { ...option, keys: event.target.value }))}
            />
          </div>
          <div className="min-w-0 flex-1">
            <TextField
              label={t('option.label')}
              isLabelHidden={index > 0}
              value={option.label}
              readOnly={form.isReadOnly}
              error={form.errorOf(`options.${String(index)}.label`)}
              onChange={(event) => change(replacedAt(options, index, { ...option, label: event.target.value }))}
            />
          </div>
          {!form.isReadOnly && (
            <RowButtons name={t('option.name', { keys: option.keys })} onRemove={() => change(removedAt(options, index))} />
          )}
        </div>
      ))}
      {!form.isReadOnly && options.length < 40 && (
        <Button size="dense" tone="quiet" icon={Plus} className="self-start" onClick={add}>
          {t('option.add')}
        </Button>
      )}
    </ListFrame>
  );
}

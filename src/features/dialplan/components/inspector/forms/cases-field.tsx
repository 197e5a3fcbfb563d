import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../../../../protocol/dialplan/nodes/condition.ts';
import type { SettingsOf } from '../../../../../../protocol/dialplan/nodes/index.ts';
import { Button } from '../../../../../ui/button/button.tsx';
import { Select } from '../../../../../ui/field/select.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import { freshName } from '../../../state/fresh-id.ts';
import { movedBy, removedAt, replacedAt } from '../../fields/list-change.ts';
import { ListFrame } from '../../fields/list-frame.tsx';
import { RowButtons } from '../../fields/row-buttons.tsx';
import { conditionBeginnings, ConditionFields } from './condition-fields.tsx';
import type { FormProps } from './form-props.ts';

type Case = SettingsOf<'if'>['cases'][number];

function isAbout(text: string): text is Condition['about'] {
  return Object.hasOwn(conditionBeginnings, text);
}
const abouts = Object.keys(conditionBeginnings).filter(isAbout);

/** The cases of an If: the first whose conditions all hold is taken. */
export function CasesField({ form }: FormProps<'if'>) {
  const { t } = useTranslation('dialplan');
  const { cases } = form.settings;
  const change = (next: Case[]): void => form.set({ cases: next });
  const add = (): void =>
    change([
      ...cases,
      {
        id: freshName(
          'c',
          cases.map((each) => each.id),
        ),
        label: '',
        all: [],
      },
    ]);
  return (
    <ListFrame label={t('fields.cases')} error={form.errorOf('cases')}>
      {cases.map((each, index) => (
        <div key={each.id} className="flex flex-col gap-3 rounded-input border border-n6 p-2.5">
          <div className="flex items-end gap-1">
            <div className="min-w-0 flex-1">
              <TextField
                label={t('case.label')}
                isRequired={false}
                value={each.label}
                readOnly={form.isReadOnly}
                onChange={(event) => change(replacedAt(cases, index, { ...each, label: event.target.value }))}
              />
            </div>
            {!form.isReadOnly && cases.length > 1 && (
              <RowButtons
                name={t('case.name', { number: index + 1 })}
                onRemove={() => change(removedAt(cases, index))}
                onUp={index === 0 ? undefined : () => change(movedBy(cases, index, -1))}
              />
            )}
          </div>
          <Conditions each={each} isReadOnly={form.isReadOnly} onChange={(all) => change(replacedAt(cases, index, { ...each, all }))} />
        </div>
      ))}
      {!form.isReadOnly && cases.length < 20 && (
        <Button size="dense" tone="quiet" icon={Plus} className="self-start" onClick={add}>
          {t('case.add')}
        </Button>
      )}
    </ListFrame>
  );
}

function Conditions({ each, onChange, isReadOnly }: { each: Case; onChange: (all: Condition[]) => void; isReadOnly: boolean }) {
  const { t } = useTranslation('dialplan');
  return (
    <>
      {each.all.map((condition, index) => (
        <div key={`${String(index)}-${condition.about}`} className="flex flex-col gap-2 border-l-2 border-n6 pl-2.5">
          <div className="flex items-end gap-1">
            <div className="min-w-0 flex-1">
              <Select
                label={index === 0 ? t('condition.about') : t('condition.and')}
                disabled={isReadOnly}
                value={condition.about}
                options={abouts.map((about) => ({ value: about, label: t(`condition.abouts.${about}`) }))}
                onValueChange={(about) => {
                  if (isAbout(about)) onChange(replacedAt(each.all, index, conditionBeginnings[about]));
                }}
              />
            </div>
            {!isReadOnly && (
              <RowButtons name={t(`condition.abouts.${condition.about}`)} onRemove={() => onChange(removedAt(each.all, index))} />
            )}
          </div>
          <ConditionFields condition={condition} isReadOnly={isReadOnly} onChange={(next) => onChange(replacedAt(each.all, index, next))} />
        </div>
      ))}
      {!isReadOnly && each.all.length < 10 && (
        <Select
          label={t('condition.add')}
          isLabelHidden
          value=""
          options={[
            { value: '', label: t('condition.add') },
            ...abouts.map((about) => ({ value: about, label: t(`condition.abouts.${about}`) })),
          ]}
          onValueChange={(about) => {
            if (isAbout(about)) onChange([...each.all, conditionBeginnings[about]]);
          }}
        />
      )}
    </>
  );
}

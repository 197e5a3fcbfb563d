import { useTranslation } from 'react-i18next';
import type { BoxChoice } from '../../../../../protocol/dialplan/effects.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { useWorld } from '../world-context.tsx';
import type { FieldProps } from './field-props.ts';
import { ReferenceField } from './reference-field.tsx';

/** A shared voicemail box, or a person's own. */
export function BoxField({ label, value, onChange, error, hint, isReadOnly }: FieldProps<BoxChoice>) {
  const { t } = useTranslation('dialplan');
  const { users, voicemailBoxes } = useWorld();
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={label}
        hint={hint}
        disabled={isReadOnly}
        value={value.kind}
        options={[
          { value: 'box', label: t('box.box') },
          { value: 'user', label: t('box.user') },
        ]}
        onValueChange={(kind) => onChange(kind === 'user' ? { kind: 'user', userId: '' } : { kind: 'box', boxId: '' })}
      />
      {value.kind === 'box' ? (
        <ReferenceField
          label={t('box.which')}
          error={error}
          value={value.boxId}
          things={voicemailBoxes}
          isReadOnly={isReadOnly}
          onChange={(boxId) => onChange({ kind: 'box', boxId })}
        />
      ) : (
        <ReferenceField
          label={t('box.whose')}
          error={error}
          value={value.userId}
          things={users.map(({ id, name, extension }) => ({ id, name, detail: extension ?? undefined }))}
          isReadOnly={isReadOnly}
          onChange={(userId) => onChange({ kind: 'user', userId })}
        />
      )}
    </div>
  );
}

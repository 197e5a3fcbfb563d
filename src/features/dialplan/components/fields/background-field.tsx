import { useTranslation } from 'react-i18next';
import type { Background } from '../../../../../protocol/dialplan/sounds.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { useWorld } from '../world-context.tsx';
import type { FieldProps } from './field-props.ts';
import { ReferenceField } from './reference-field.tsx';

const kinds = ['silence', 'ringback', 'music', 'prompt'] as const;

/** What is heard while one waits. */
export function BackgroundField({ label, value, onChange, error, hint, isReadOnly }: FieldProps<Background>) {
  const { t } = useTranslation('dialplan');
  const { prompts } = useWorld();
  const choose = (chosen: string): void => {
    const kind = kinds.find((each) => each === chosen);
    if (kind !== undefined) onChange(kind === 'prompt' ? { kind, promptId: '' } : { kind });
  };
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={label}
        hint={hint}
        error={error}
        disabled={isReadOnly}
        value={value.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`background.${kind}`) }))}
        onValueChange={choose}
      />
      {value.kind === 'prompt' && (
        <ReferenceField
          label={t('sound.kinds.prompt')}
          value={value.promptId}
          things={prompts}
          isReadOnly={isReadOnly}
          onChange={(promptId) => onChange({ kind: 'prompt', promptId })}
        />
      )}
    </div>
  );
}

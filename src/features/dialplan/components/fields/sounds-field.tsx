import { useTranslation } from 'react-i18next';
import { phrases, type Sound } from '../../../../../protocol/dialplan/sounds.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { useWorld } from '../world-context.tsx';
import { AddSelect } from './add-select.tsx';
import type { FieldProps } from './field-props.ts';
import { movedBy, removedAt, replacedAt } from './list-change.ts';
import { ListFrame } from './list-frame.tsx';
import { NumberField } from './number-field.tsx';
import { PlayPrompt } from './play-prompt.tsx';
import { ReferenceField } from './reference-field.tsx';
import { RowButtons } from './row-buttons.tsx';

const kinds = ['prompt', 'phrase', 'number', 'digits'] as const;

const beginnings: Record<Sound['kind'], Sound> = {
  prompt: { kind: 'prompt', promptId: '' },
  phrase: { kind: 'phrase', phrase: 'please-hold' },
  number: { kind: 'number', value: 1 },
  digits: { kind: 'digits', digits: '1' },
};

/** What is said, one sound after the other. */
export function SoundsField({ label, value, onChange, error, hint, isReadOnly }: FieldProps<Sound[]>) {
  const { t } = useTranslation('dialplan');
  return (
    <ListFrame label={label} error={error} hint={value.length === 0 ? (hint ?? t('sound.none')) : hint}>
      {value.map((sound, index) => (
        <div key={`${String(index)}-${sound.kind}`} className="flex items-end gap-1 rounded-input border border-n6 p-2">
          <div className="min-w-0 flex-1">
            <SoundRow sound={sound} isReadOnly={isReadOnly} onChange={(next) => onChange(replacedAt(value, index, next))} />
          </div>
          {isReadOnly !== true && (
            <RowButtons
              name={t(`sound.kinds.${sound.kind}`)}
              onRemove={() => onChange(removedAt(value, index))}
              onUp={index === 0 ? undefined : () => onChange(movedBy(value, index, -1))}
            />
          )}
        </div>
      ))}
      {isReadOnly !== true && value.length < 10 && (
        <AddSelect
          label={t('sound.add')}
          options={kinds.map((kind) => ({ value: kind, label: t(`sound.kinds.${kind}`) }))}
          onAdd={(chosen) => {
            const kind = kinds.find((each) => each === chosen);
            if (kind !== undefined) onChange([...value, beginnings[kind]]);
          }}
        />
      )}
    </ListFrame>
  );
}

interface SoundRowProps {
  sound: Sound;
  onChange: (sound: Sound) => void;
  isReadOnly: boolean | undefined;
}

function SoundRow({ sound, onChange, isReadOnly }: SoundRowProps) {
  const { t } = useTranslation('dialplan');
  const { prompts } = useWorld();
  const label = t(`sound.kinds.${sound.kind}`);
  if (sound.kind === 'prompt') {
    const prompt = prompts.find((each) => each.id === sound.promptId);
    return (
      <div className="flex items-end gap-1">
        <div className="min-w-0 flex-1">
          <ReferenceField
            label={label}
            value={sound.promptId}
            things={prompts}
            isReadOnly={isReadOnly}
            onChange={(promptId) => onChange({ kind: 'prompt', promptId })}
          />
        </div>
        {typeof prompt?.audioUrl === 'string' && <PlayPrompt name={prompt.name} audioUrl={prompt.audioUrl} />}
      </div>
    );
  }
  if (sound.kind === 'phrase') {
    return (
      <Select
        label={label}
        disabled={isReadOnly}
        value={sound.phrase}
        options={phrases.map((phrase) => ({ value: phrase, label: t(`phrases.${phrase}`) }))}
        onValueChange={(chosen) => {
          const phrase = phrases.find((each) => each === chosen);
          if (phrase !== undefined) onChange({ kind: 'phrase', phrase });
        }}
      />
    );
  }
  if (sound.kind === 'number') {
    return (
      <NumberField label={label} value={sound.value} isReadOnly={isReadOnly} onChange={(value) => onChange({ kind: 'number', value })} />
    );
  }
  return (
    <TextField
      label={label}
      inputMode="tel"
      value={sound.digits}
      readOnly={isReadOnly}
      onChange={(event) => onChange({ kind: 'digits', digits: event.target.value })}
    />
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GreetingChoice } from '../../../../../protocol/telephony/greetings.ts';
import { Select, type SelectOption } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { useNow } from '../use-now.ts';
import { localInputOf, nextMorning } from './local-input.ts';

type Temporary = GreetingChoice['temporary'];

export interface TemporaryGreetingProps {
  temporary: Temporary;
  choices: readonly SelectOption[];
  onChange: (temporary: Temporary) => void;
}

/** A greeting that plays instead of all others until a moment. One that is over counts as none. */
export function TemporaryGreeting({ temporary, choices, onChange }: TemporaryGreetingProps) {
  const { t } = useTranslation('voicemail');
  const nowMs = useNow(30_000);
  const current = temporary !== null && Date.parse(temporary.until) > nowMs ? temporary : null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t('greetings.temporary')}
        hint={t('greetings.temporaryHint')}
        value={current?.greetingId ?? ''}
        options={[{ value: '', label: t('greetings.noTemporary') }, ...choices]}
        onValueChange={(id) =>
          onChange(id === '' ? null : { greetingId: id, until: current?.until ?? nextMorning(new Date()).toISOString() })
        }
      />
      {current !== null && (
        <UntilField key={current.until} until={current.until} onChange={(until) => onChange({ greetingId: current.greetingId, until })} />
      )}
    </div>
  );
}

function UntilField({ until, onChange }: { until: string; onChange: (until: string) => void }) {
  const { t } = useTranslation('voicemail');
  const [text, setText] = useState(localInputOf(new Date(until)));
  const chosenMs = new Date(text).getTime();
  const isPast = !(chosenMs > useNow(30_000));
  const keep = (): void => {
    if (!isPast && chosenMs !== Date.parse(until)) onChange(new Date(chosenMs).toISOString());
  };
  return (
    <TextField
      label={t('greetings.until')}
      type="datetime-local"
      value={text}
      error={isPast ? t('greetings.untilPast') : undefined}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}

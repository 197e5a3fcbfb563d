import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Select } from '../../../../ui/field/select.tsx';
import { Switch } from '../../../../ui/field/switch.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { pressesOf } from '../../state/simulation-people.ts';
import { usePlan } from '../editor-context.tsx';
import { useWorld } from '../world-context.tsx';
import { useSimulator } from './simulator-context.ts';

/** Who calls, what they dialled, when, and what they press. */
export function CallerFields() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const inputs = useStore(simulator.view, (view) => view.inputs);
  const { entries } = usePlan();
  const { timeZone } = useWorld();
  const { caller } = inputs;
  return (
    <>
      <div className="grid grid-cols-2 items-end gap-2">
        <TextField
          label={t('simulate.number')}
          isRequired={false}
          inputMode="tel"
          placeholder={t('simulate.withheld')}
          value={caller.number}
          onChange={(event) => simulator.change({ caller: { ...caller, number: event.target.value } })}
        />
        <TextField
          label={t('simulate.name')}
          isRequired={false}
          value={caller.name}
          onChange={(event) => simulator.change({ caller: { ...caller, name: event.target.value } })}
        />
      </div>
      <Switch
        label={t('simulate.internal')}
        isOn={caller.isInternal}
        onChange={(isInternal) => simulator.change({ caller: { ...caller, isInternal } })}
      />
      {entries.length > 1 && (
        <Select
          label={t('simulate.entry')}
          value={inputs.entryId}
          options={[{ value: '', label: t('field.firstEntry') }, ...entries.map(({ id, name }) => ({ value: id, label: name }))]}
          onValueChange={(entryId) => simulator.change({ entryId })}
        />
      )}
      <TextField
        label={t('simulate.at')}
        type="datetime-local"
        value={inputs.at}
        hint={timeZone}
        onChange={(event) => {
          if (event.target.value !== '') simulator.change({ at: event.target.value.slice(0, 16) });
        }}
      />
      <Presses />
    </>
  );
}

function Presses() {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const [text, setText] = useState('');
  const [isEarly, setEarly] = useState(false);
  const change = (nextText: string, nextEarly: boolean): void => {
    setText(nextText);
    setEarly(nextEarly);
    simulator.change({ presses: pressesOf(nextText, nextEarly ? 'during' : 'after') });
  };
  return (
    <>
      <TextField
        label={t('simulate.keys')}
        isRequired={false}
        inputMode="tel"
        value={text}
        hint={t('simulate.keysHint')}
        onChange={(event) => change(event.target.value, isEarly)}
      />
      <Switch label={t('simulate.early')} isOn={isEarly} onChange={(isOn) => change(text, isOn)} />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { digitSchema } from '../../../../../../protocol/dialplan/sounds.ts';
import { Select } from '../../../../../ui/field/select.tsx';
import { Switch } from '../../../../../ui/field/switch.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import { BackgroundField } from '../../fields/background-field.tsx';
import { BoxField } from '../../fields/box-field.tsx';
import { NumberField, OptionalNumberField } from '../../fields/number-field.tsx';
import { ReferenceField } from '../../fields/reference-field.tsx';
import { TargetsField } from '../../fields/targets-field.tsx';
import { WordsField } from '../../fields/words-field.tsx';
import { useWorld } from '../../world-context.tsx';
import type { FormProps } from './form-props.ts';

const keys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const;

export function RingForm({ form }: FormProps<'ring'>) {
  const { t } = useTranslation('dialplan');
  return (
    <>
      <TargetsField {...form.bind('targets')} />
      <NumberField {...form.bind('timeoutSeconds')} unit={t('unit.seconds')} />
      <BackgroundField {...form.bind('background')} />
      <WordsField {...form.bind('showVariables')} hint={t('hints.showVariables')} addLabel={t('add.variable')} />
    </>
  );
}

export function QueueForm({ form }: FormProps<'queue'>) {
  const { t } = useTranslation('dialplan');
  const { queues } = useWorld();
  const exitDigit = form.bind('exitDigit');
  return (
    <>
      <ReferenceField {...form.bind('queueId')} things={queues} />
      <OptionalNumberField {...form.bind('maxWaitSeconds')} unit={t('unit.seconds')} placeholder={t('field.asQueue')} />
      <OptionalNumberField {...form.bind('priority')} placeholder={t('field.asCall')} hint={t('hints.priority')} />
      <Select
        label={exitDigit.label}
        error={exitDigit.error}
        disabled={form.isReadOnly}
        value={exitDigit.value ?? ''}
        options={[{ value: '', label: t('field.noKey') }, ...keys.map((key) => ({ value: key, label: key }))]}
        onValueChange={(key) => exitDigit.onChange(digitSchema.safeParse(key).success ? key : null)}
      />
      <WordsField {...form.bind('showVariables')} hint={t('hints.showVariables')} addLabel={t('add.variable')} />
    </>
  );
}

const greetings = ['default', 'busy', 'none'] as const;

export function VoicemailForm({ form }: FormProps<'voicemail'>) {
  const { t } = useTranslation('dialplan');
  const { voicemailBoxes } = useWorld();
  const { greeting, box } = form.settings;
  const own = (box.kind === 'box' ? voicemailBoxes.find(({ id }) => id === box.boxId)?.greetings : undefined) ?? [];
  const ownId = typeof greeting === 'string' ? undefined : greeting.greetingId;
  const isGone = ownId !== undefined && !own.some(({ id }) => id === ownId);
  return (
    <>
      <BoxField
        {...form.bind('box')}
        error={form.errorOf('box.boxId') ?? form.errorOf('box.userId')}
        // A greeting of another box is none of this one.
        onChange={(chosen) => form.set(ownId === undefined ? { box: chosen } : { box: chosen, greeting: 'default' })}
      />
      <Select
        label={t('fields.greeting')}
        disabled={form.isReadOnly}
        error={isGone ? t('field.gone') : undefined}
        value={ownId ?? (typeof greeting === 'string' ? greeting : '')}
        options={[
          ...greetings.map((value) => ({ value, label: t(`greeting.${value}`) })),
          ...(isGone ? [{ value: ownId, label: t('field.goneName') }] : []),
          ...own.map(({ id, name }) => ({ value: id, label: t('greeting.own', { name }) })),
        ]}
        onValueChange={(chosen) => form.set({ greeting: greetings.find((each) => each === chosen) ?? { greetingId: chosen } })}
      />
    </>
  );
}

export function ExternalForm({ form }: FormProps<'external'>) {
  const { t } = useTranslation('dialplan');
  const { routes } = useWorld();
  const number = form.bind('number');
  const callerId = form.bind('callerId');
  return (
    <>
      <TextField
        label={number.label}
        inputMode="tel"
        value={number.value}
        error={number.error}
        readOnly={form.isReadOnly}
        onChange={(event) => number.onChange(event.target.value)}
      />
      <ReferenceField {...form.bind('routeId')} things={routes} emptyLabel={t('field.byRules')} />
      <TextField
        label={callerId.label}
        inputMode="tel"
        isRequired={false}
        value={callerId.value}
        error={callerId.error}
        hint={t('hints.callerId')}
        readOnly={form.isReadOnly}
        onChange={(event) => callerId.onChange(event.target.value)}
      />
      <NumberField {...form.bind('timeoutSeconds')} unit={t('unit.seconds')} />
      <BackgroundField {...form.bind('background')} />
    </>
  );
}

export function ConferenceForm({ form }: FormProps<'conference'>) {
  const { t } = useTranslation('dialplan');
  const { pins } = useWorld();
  const room = form.bind('roomId');
  return (
    <>
      <TextField
        label={room.label}
        hint={t('hints.roomId')}
        maxLength={64}
        value={room.value}
        error={room.error}
        readOnly={form.isReadOnly}
        onChange={(event) => room.onChange(event.target.value)}
      />
      <ReferenceField {...form.bind('pinId')} things={pins} emptyLabel={t('field.noPin')} />
      <ReferenceField {...form.bind('hostPinId')} things={pins} emptyLabel={t('field.noPin')} />
      <Switch
        label={t('fields.isHost')}
        hint={t('hints.isHost')}
        isOn={form.settings.isHost}
        isDisabled={form.isReadOnly}
        onChange={(isHost) => form.set({ isHost })}
      />
      <Switch
        label={t('fields.waitsForHost')}
        hint={t('hints.waitsForHost')}
        isOn={form.settings.waitsForHost}
        isDisabled={form.isReadOnly}
        onChange={(waitsForHost) => form.set({ waitsForHost })}
      />
      <Switch
        label={t('fields.endsWithHost')}
        hint={t('hints.endsWithHost')}
        isOn={form.settings.endsWithHost}
        isDisabled={form.isReadOnly}
        onChange={(endsWithHost) => form.set({ endsWithHost })}
      />
      <NumberField {...form.bind('maxMembers')} />
    </>
  );
}

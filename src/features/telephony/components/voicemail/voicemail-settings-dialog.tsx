import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { UpdateVoicemailBox, VoicemailBox } from '../../../../../protocol/telephony/voicemail.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { Switch } from '../../../../ui/field/switch.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { useTelephony } from '../telephony-context.ts';
import { GreetingList } from './greeting-list.tsx';
import { MailField } from './mail-field.tsx';
import { NewGreeting } from './new-greeting.tsx';
import { PinField } from './pin-field.tsx';

const lengthsMinutes = [1, 2, 3, 5, 10];

/** How a box takes messages: whether, how long, with which greeting. Everything is in force at once. */
export function VoicemailSettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('voicemail');
  const { voicemail } = useTelephony();
  const boxes = useStore(voicemail.view, (view) => view.boxes);
  const [boxId, setBoxId] = useState(boxes[0]?.id);
  const box = boxes.find((one) => one.id === boxId) ?? boxes[0];
  return (
    <Dialog
      isOpen
      title={t('settings.title')}
      onClose={onClose}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      {boxes.length > 1 && (
        <Select
          label={t('settings.box')}
          value={box?.id}
          options={boxes.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={setBoxId}
        />
      )}
      {box !== undefined && <BoxSettings key={box.id} box={box} />}
    </Dialog>
  );
}

function BoxSettings({ box }: { box: VoicemailBox }) {
  const { t } = useTranslation('voicemail');
  const { voicemail, voicemailApi } = useTelephony();
  const problem = useProblem();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const greetings = useQuery({ queryKey: ['voicemail-greetings', box.id], queryFn: () => voicemailApi.greetings(box.id) });
  const known = greetings.data ?? [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    }
    await Promise.all([voicemail.refresh(), queries.invalidateQueries({ queryKey: ['voicemail-greetings', box.id] })]);
  };
  const change = (part: Omit<UpdateVoicemailBox, 'version'>): void =>
    void attempt(() => voicemailApi.updateBox(box.id, { ...part, version: box.version }));
  const choices = known.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flex flex-col gap-4">
      {failure !== undefined && <Notice tone="error">{`${problem(failure).title} ${problem(failure).advice}`}</Notice>}
      <Switch label={t('settings.isOn')} hint={t('settings.isOnHint')} isOn={box.isOn} onChange={(isOn) => change({ isOn })} />
      <Select
        label={t('settings.maxLength')}
        value={String(box.maxMessageSeconds)}
        options={lengthsMinutes.map((count) => ({ value: String(count * 60), label: t('settings.minutes', { count }) }))}
        onValueChange={(seconds) => change({ maxMessageSeconds: Number(seconds) })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('settings.greeting')}
          value={box.greetingId ?? ''}
          options={[{ value: '', label: t('settings.standard') }, ...choices]}
          onValueChange={(id) => change({ greetingId: id === '' ? null : id })}
        />
        <Select
          label={t('settings.busyGreeting')}
          value={box.busyGreetingId ?? ''}
          options={[{ value: '', label: t('settings.same') }, ...choices]}
          onValueChange={(id) => change({ busyGreetingId: id === '' ? null : id })}
        />
      </div>
      <MailField box={box} onChange={(emailNotice) => change({ emailNotice })} />
      {!box.isShared && <PinField hasPin={box.hasPin} onSet={(pin) => attempt(() => voicemailApi.setPin(box.id, pin))} />}
      <GreetingList greetings={known} onRemove={(id) => void attempt(() => voicemailApi.deleteGreeting(id))} />
      <NewGreeting
        onSave={(name, file) =>
          attempt(async () => {
            const made = await voicemailApi.addGreeting(box.id, name, file, 'recorded');
            // Who records a greeting wants it to be heard.
            await voicemailApi.updateBox(box.id, { greetingId: made.id, version: box.version });
          })
        }
      />
    </div>
  );
}

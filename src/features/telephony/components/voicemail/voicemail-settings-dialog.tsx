import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VoicemailBox } from '../../../../../protocol/telephony/voicemail.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { QueryScope } from '../../../../platform/queries/query-scope.tsx';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { Switch } from '../../../../ui/field/switch.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { BoxGreetings } from '../greetings/box-greetings.tsx';
import { useBoxChanges } from '../greetings/use-box-changes.ts';
import { useTelephony } from '../telephony-context.ts';
import { MailField } from './mail-field.tsx';
import { PinField } from './pin-field.tsx';

const lengthsMinutes = [1, 2, 3, 5, 10];

/** How a box takes messages: whether, how long, with which greeting. Everything is in force at once. */
export function VoicemailSettingsDialog({ onClose }: { onClose: () => void }) {
  // The phone has no scope of its own: this one comes and goes with the dialog.
  return (
    <QueryScope>
      <VoicemailSettings onClose={onClose} />
    </QueryScope>
  );
}

function VoicemailSettings({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('voicemail');
  const { voicemail } = useTelephony();
  const boxes = useStore(voicemail.view, (view) => view.boxes);
  const [boxId, setBoxId] = useState(boxes[0]?.id);
  const box = boxes.find((one) => one.id === boxId) ?? boxes[0];
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('settings.title')}
      onClose={onClose}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        {boxes.length > 1 && (
          <Select
            label={t('settings.box')}
            value={box?.id}
            options={boxes.map(({ id, name }) => ({ value: id, label: name }))}
            onValueChange={setBoxId}
          />
        )}
        {box !== undefined && <BoxSettings key={box.id} box={box} />}
      </div>
    </Dialog>
  );
}

function BoxSettings({ box }: { box: VoicemailBox }) {
  const { t } = useTranslation('voicemail');
  const { voicemail, voicemailApi } = useTelephony();
  const problem = useProblem();
  const reread = async (): Promise<VoicemailBox | undefined> => {
    await voicemail.refresh();
    return voicemail.view.getState().boxes.find(({ id }) => id === box.id);
  };
  const { failure, attempt, change } = useBoxChanges(box, reread);
  return (
    <>
      {failure !== undefined && <Notice tone="error">{`${problem(failure).title} ${problem(failure).advice}`}</Notice>}
      <Part title={t('settings.parts.messages')}>
        {!box.isShared && (
          <Switch
            label={t('settings.isOn')}
            hint={t('settings.isOnHint')}
            isOn={box.isOn}
            onChange={(isOn) => void change(() => ({ isOn }))}
          />
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t('settings.maxLength')}
            value={String(box.maxMessageSeconds)}
            options={lengthsOf(box).map((seconds) => ({ value: String(seconds), label: t('settings.minutes', { count: seconds / 60 }) }))}
            onValueChange={(seconds) => void change(() => ({ maxMessageSeconds: Number(seconds) }))}
          />
          <MailField box={box} onChange={(emailNotice) => void change(() => ({ emailNotice }))} />
        </div>
      </Part>
      <Part title={t('settings.parts.greetings')}>
        <BoxGreetings box={box} reread={reread} />
      </Part>
      {!box.isShared && (
        <Part title={t('settings.parts.phone')}>
          <PinField hasPin={box.hasPin} onSet={(pin) => attempt(() => voicemailApi.setPin(box.id, pin))} />
        </Part>
      )}
    </>
  );
}

/** Those that can be chosen, and the box's own where an admin chose another one. In seconds. */
function lengthsOf({ maxMessageSeconds }: VoicemailBox): readonly number[] {
  return [...new Set([...lengthsMinutes.map((minutes) => minutes * 60), maxMessageSeconds])].toSorted((one, other) => one - other);
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <h3 className="border-b pb-1 text-body font-semibold">{title}</h3>
      {children}
    </section>
  );
}

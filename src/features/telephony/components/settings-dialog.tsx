import { Mic } from 'lucide-react';
import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Switch } from '../../../ui/field/switch.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { MicrophoneField, RingerField, SpeakerField } from './device-fields.tsx';
import { LevelBar } from './level-bar.tsx';
import { NoAnswerField } from './no-answer-field.tsx';
import { useTelephony } from './telephony-context.ts';
import { useMicrophoneLine } from './use-microphone-line.ts';

/** Devices of this browser, and how calls behave on all devices. Everything is in force at once. */
export function SettingsDialog() {
  const { t } = useTranslation('telephony');
  const { screen } = useTelephony();
  const close = (): void => screen.setState({ areSettingsOpen: false });
  return (
    <Dialog
      isOpen
      title={t('settings.title')}
      onClose={close}
      footer={
        <Button tone="primary" onClick={close}>
          {t('settings.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <DeviceSettings />
        <CallSettings />
      </div>
    </Dialog>
  );
}

function DeviceSettings() {
  const { t } = useTranslation('telephony');
  const { devices } = useTelephony();
  const { choice, problem, microphones } = useStore(devices.view);
  const line = useMicrophoneLine();
  const hasLabels = microphones.some((device) => device.label !== '');
  const { start } = line;
  useEffect(() => {
    // Allowed once before: the meter may run without asking again.
    if (hasLabels) void start();
  }, [hasLabels, start]);
  const wrong = line.problem ?? problem;
  return (
    <section aria-label={t('settings.devices')} className="flex flex-col gap-3">
      <Heading title={t('settings.devices')} note={t('settings.thisBrowser')} />
      {wrong !== undefined && <Notice tone="error">{t(`ends.${wrong}`)}</Notice>}
      {!hasLabels && (
        <Notice
          tone="info"
          action={
            <Button size="dense" icon={Mic} onClick={() => void start()}>
              {t('settings.allow')}
            </Button>
          }
        >
          {t('settings.allowText')}
        </Notice>
      )}
      <MicrophoneField />
      {line.track !== undefined && <LevelBar track={line.track} />}
      <SpeakerField />
      <RingerField />
      <RingVolume />
      <Switch
        label={t('settings.noise')}
        isOn={choice.hasNoiseSuppression}
        onChange={(hasNoiseSuppression) => void devices.choose({ hasNoiseSuppression })}
      />
      <Switch
        label={t('settings.echo')}
        isOn={choice.hasEchoCancellation}
        onChange={(hasEchoCancellation) => void devices.choose({ hasEchoCancellation })}
      />
    </section>
  );
}

function RingVolume() {
  const { t } = useTranslation('telephony');
  const { devices } = useTelephony();
  const { ringVolume } = useStore(devices.view, (view) => view.choice);
  const id = useId();
  const percent = Math.round(ringVolume * 100);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-dense font-medium">
        {t('settings.ringVolume')}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={percent}
        aria-valuetext={t('settings.ringVolumeValue', { value: percent })}
        onChange={(event) => void devices.choose({ ringVolume: event.target.valueAsNumber / 100 })}
        className="h-8 w-full accent-accent"
      />
    </div>
  );
}

function CallSettings() {
  const { t } = useTranslation('telephony');
  const { settings: store } = useTelephony();
  const { settings, failure } = useStore(store.view);
  const problem = useProblem();
  return (
    <section aria-label={t('settings.calls')} className="flex flex-col gap-3">
      <Heading title={t('settings.calls')} note={t('settings.allDevices')} />
      {failure !== undefined && (
        <Notice tone="error">{t('settings.failed', { why: `${problem(failure).title} ${problem(failure).advice}` })}</Notice>
      )}
      <Switch
        label={t('settings.dnd')}
        hint={t('settings.dndHint')}
        isOn={settings?.doNotDisturb ?? false}
        isDisabled={settings === undefined}
        onChange={(doNotDisturb) => void store.change({ doNotDisturb })}
      />
      <Switch
        label={t('settings.callWaiting')}
        hint={t('settings.callWaitingHint')}
        isOn={settings?.callWaiting ?? true}
        isDisabled={settings === undefined}
        onChange={(callWaiting) => void store.change({ callWaiting })}
      />
      {settings !== undefined && (
        <NoAnswerField
          key={settings.noAnswerSeconds}
          seconds={settings.noAnswerSeconds}
          onChange={(noAnswerSeconds) => void store.change({ noAnswerSeconds })}
        />
      )}
    </section>
  );
}

function Heading({ title, note }: { title: string; note: string }) {
  return (
    <div className="flex items-baseline justify-between border-b pb-1">
      <h3 className="text-body font-semibold">{title}</h3>
      <span className="text-caption text-n11">{note}</span>
    </div>
  );
}

import { Circle, Save, Square } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Recording } from '../../../../platform/devices/recording.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { LevelBar } from '../level-bar.tsx';

const maxGreetingMs = 120_000;

/** Records a greeting, lets one hear it, and keeps it under a name. */
export function NewGreeting({ onSave }: { onSave: (name: string, file: Blob) => Promise<void> }) {
  const { t } = useTranslation(['voicemail', 'telephony']);
  const [recording] = useState(() => new Recording({ maxMs: maxGreetingMs }));
  const state = useSyncExternalStore(recording.subscribe, recording.state);
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => () => recording.reset(), [recording]);
  const save = async (file: Blob): Promise<void> => {
    setBusy(true);
    await onSave(name.trim() || new Date().toLocaleDateString(), file);
    setBusy(false);
    setName('');
    recording.reset();
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        {state.kind === 'recording' ? (
          <Button tone="danger" icon={Square} onClick={recording.stop}>
            {t('settings.stopRecording')}
          </Button>
        ) : (
          <Button icon={Circle} isBusy={state.kind === 'asking'} onClick={() => void recording.start()}>
            {t(state.kind === 'done' ? 'settings.again' : 'settings.record')}
          </Button>
        )}
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the person's own words of a moment ago */}
        {state.kind === 'done' && <audio controls src={state.url} aria-label={t('settings.listen')} className="h-9 min-w-0 flex-1" />}
      </div>
      {state.kind === 'recording' && <LevelBar track={state.track} />}
      {state.kind === 'failed' && <Notice tone="error">{t(`telephony:ends.${state.problem}`)}</Notice>}
      {state.kind === 'done' && (
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField label={t('settings.name')} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
          </div>
          <Button tone="primary" icon={Save} isBusy={isBusy} onClick={() => void save(state.file)}>
            {t('settings.save')}
          </Button>
        </div>
      )}
    </div>
  );
}

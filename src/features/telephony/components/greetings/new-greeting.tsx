import { Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPromptBytes } from '../../../../../protocol/media/prompts.ts';
import type { Greeting } from '../../../../../protocol/telephony/greetings.ts';
import { exactTime } from '../../../../platform/i18n/format.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { FileDrop } from '../../../../ui/field/file-drop.tsx';
import { Segments } from '../../../../ui/field/segments.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { VoicemailApi } from '../../state/voicemail-api.ts';
import { useLanguage } from '../use-language.ts';
import { RecordGreeting } from './record-greeting.tsx';
import { SpeakGreeting, type Spoken } from './speak-greeting.tsx';

/** Sends a new greeting of a box. */
export type MakeGreeting = (api: VoicemailApi, boxId: string) => Promise<Greeting>;

export interface NewGreetingProps {
  /** Resolves to whether it was kept. */
  onSave: (make: MakeGreeting) => Promise<boolean>;
}

const ways = ['record', 'file', 'text'] as const;
type Way = (typeof ways)[number];
type Audio = { readonly kind: 'recorded' | 'uploaded'; readonly file: Blob } | { readonly kind: 'spoken'; readonly spoken: Spoken };

const endings = ['.wav', '.mp3', '.ogg', '.opus', '.m4a', '.aac', '.flac', '.webm'];

/** A greeting from the microphone, a file or a text, kept under a name. */
export function NewGreeting({ onSave }: NewGreetingProps) {
  const { t } = useTranslation('voicemail');
  const [way, setWay] = useState<Way>('record');
  const [audio, setAudio] = useState<Audio>();
  // Another greeting begins with empty parts.
  const [count, setCount] = useState(0);
  const turn = (to: Way): void => {
    setWay(to);
    setAudio(undefined);
  };
  return (
    <section aria-label={t('greetings.new')} className="flex flex-col gap-3 rounded-card border p-3">
      <Segments
        label={t('greetings.new')}
        segments={ways.map((value) => ({ value, label: t(`greetings.ways.${value}`) }))}
        value={way}
        onValueChange={turn}
      />
      <div key={`${way}-${String(count)}`} className="flex flex-col gap-3">
        {way === 'record' && <RecordGreeting onTake={(file) => setAudio(file === undefined ? undefined : { kind: 'recorded', file })} />}
        {way === 'file' &&
          (audio?.kind === 'uploaded' && audio.file instanceof File ? (
            <p className="truncate text-body">{audio.file.name}</p>
          ) : (
            <FileDrop
              label={t('settings.upload')}
              hint={t('greetings.fileHint')}
              endings={endings}
              maxBytes={maxPromptBytes}
              onFile={(file) => setAudio({ kind: 'uploaded', file })}
            />
          ))}
        {way === 'text' && <SpeakGreeting onChange={(spoken) => setAudio(spoken === undefined ? undefined : { kind: 'spoken', spoken })} />}
        {audio !== undefined && (
          <SaveGreeting
            onSave={async (name) => {
              const isKept = await onSave((api, boxId) => make(api, boxId, name, audio));
              if (!isKept) return;
              setAudio(undefined);
              setCount(count + 1);
            }}
          />
        )}
      </div>
    </section>
  );
}

function make(api: VoicemailApi, boxId: string, name: string, audio: Audio): Promise<Greeting> {
  return audio.kind === 'spoken'
    ? api.speakGreeting(boxId, { ...audio.spoken, name })
    : api.addGreeting(boxId, name, audio.file, audio.kind);
}

function SaveGreeting({ onSave }: { onSave: (name: string) => Promise<void> }) {
  const { t } = useTranslation('voicemail');
  const language = useLanguage();
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    await onSave(name.trim() || exactTime(Date.now(), language));
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-40 flex-1">
        <TextField label={t('settings.name')} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      </div>
      <Button tone="primary" icon={Save} isBusy={isBusy} onClick={() => void save()}>
        {t('settings.save')}
      </Button>
    </div>
  );
}

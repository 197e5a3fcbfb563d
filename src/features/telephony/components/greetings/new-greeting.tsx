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

const endings = ['.wav', '.mp3', '.ogg', '.opus', '.m4a', '.aac', '.flac', '.webm'];

/** A greeting from the microphone, a file or a text, kept under a name. */
export function NewGreeting({ onSave }: NewGreetingProps) {
  const { t } = useTranslation('voicemail');
  const [way, setWay] = useState<Way>('record');
  // Another greeting begins with empty parts.
  const [count, setCount] = useState(0);
  const save = async (make: MakeGreeting): Promise<void> => {
    if (await onSave(make)) setCount(count + 1);
  };
  return (
    <section aria-label={t('greetings.new')} className="flex flex-col gap-3 rounded-card border p-3">
      <Segments
        label={t('greetings.new')}
        segments={ways.map((value) => ({ value, label: t(`greetings.ways.${value}`) }))}
        value={way}
        onValueChange={setWay}
      />
      <div key={`${way}-${String(count)}`} className="flex flex-col gap-3">
        {way === 'record' && (
          <RecordGreeting>
            {(file) => <SaveGreeting onSave={(name) => save((api, boxId) => api.addGreeting(boxId, name, file, 'recorded'))} />}
          </RecordGreeting>
        )}
        {way === 'file' && <FilePart onSave={save} />}
        {way === 'text' && <TextPart onSave={save} />}
      </div>
    </section>
  );
}

interface PartProps {
  onSave: (make: MakeGreeting) => Promise<void>;
}

function FilePart({ onSave }: PartProps) {
  const { t } = useTranslation('voicemail');
  const [file, setFile] = useState<File>();
  if (file === undefined)
    return (
      <FileDrop label={t('settings.upload')} hint={t('greetings.fileHint')} endings={endings} maxBytes={maxPromptBytes} onFile={setFile} />
    );
  return (
    <>
      <p className="truncate text-body">{file.name}</p>
      <SaveGreeting onSave={(name) => onSave((api, boxId) => api.addGreeting(boxId, name, file, 'uploaded'))} />
    </>
  );
}

function TextPart({ onSave }: PartProps) {
  const [spoken, setSpoken] = useState<Spoken>();
  return (
    <>
      <SpeakGreeting onChange={setSpoken} />
      {spoken !== undefined && <SaveGreeting onSave={(name) => onSave((api, boxId) => api.speakGreeting(boxId, { ...spoken, name }))} />}
    </>
  );
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

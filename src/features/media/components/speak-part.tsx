import { useQuery } from '@tanstack/react-query';
import { AudioLines } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Speech } from '../../../../protocol/media/prompts.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Select } from '../../../ui/field/select.tsx';
import { TextArea } from '../../../ui/field/text-area.tsx';
import { useListening, usePromptsApi } from './media-context.tsx';

/** Paces that can be chosen; 1 is the voice's own. */
const rates = ['0.75', '0.9', '1', '1.1', '1.25', '1.5'];

export interface SpeakPartProps {
  speech: Speech;
  onChange: (speech: Speech) => void;
  errors: { text?: string | undefined; voice?: string | undefined };
}

/** A text that is read aloud: what, in which language, by whom, how fast; and how it sounds. */
export function SpeakPart({ speech, onChange, errors }: SpeakPartProps) {
  const { t } = useTranslation('media');
  const api = usePromptsApi();
  const voices = useQuery({ queryKey: ['prompt-voices'], queryFn: ({ signal }) => api.voices(signal) });
  const known = voices.data?.items ?? [];
  const ofLanguage = known.filter((voice) => voice.language === speech.language);
  const first = ofLanguage[0]?.id;
  const isVoiceKnown = ofLanguage.some((voice) => voice.id === speech.voice);
  useEffect(() => {
    if (first !== undefined && !isVoiceKnown) onChange({ ...speech, voice: first });
  }, [first, isVoiceKnown, speech, onChange]);
  return (
    <div className="flex flex-col gap-4">
      <TextArea
        label={t('speak.text')}
        value={speech.text}
        maxLength={5_000}
        error={errors.text}
        onChange={(event) => onChange({ ...speech, text: event.target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label={t('language')}
          value={speech.language}
          options={(['en', 'de'] as const).map((language) => ({ value: language, label: t(`languages.${language}`) }))}
          onValueChange={(value) => onChange({ ...speech, language: value === 'de' ? 'de' : 'en' })}
        />
        <Select
          label={t('speak.voice')}
          value={speech.voice}
          error={errors.voice}
          options={ofLanguage.map((voice) => ({ value: voice.id, label: voice.name }))}
          onValueChange={(voice) => onChange({ ...speech, voice })}
        />
        <Select
          label={t('speak.rate')}
          value={String(speech.rate)}
          options={rates.map((rate) => ({ value: rate, label: `${rate}×` }))}
          onValueChange={(rate) => onChange({ ...speech, rate: Number(rate) })}
        />
      </div>
      <Preview speech={speech} />
    </div>
  );
}

function Preview({ speech }: { speech: Speech }) {
  const { t } = useTranslation('media');
  const api = usePromptsApi();
  const toProblem = useProblem();
  const { listening } = useListening();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const work = useRef<AbortController>(undefined);
  const url = useRef<string>(undefined);
  useEffect(
    () => () => {
      work.current?.abort();
      if (url.current !== undefined) URL.revokeObjectURL(url.current);
    },
    [],
  );
  const listen = async (): Promise<void> => {
    const controller = new AbortController();
    work.current = controller;
    setBusy(true);
    setFailure(undefined);
    try {
      const sound = await api.preview(speech, controller.signal);
      if (url.current !== undefined) URL.revokeObjectURL(url.current);
      url.current = URL.createObjectURL(sound);
      listening.toggle(url.current);
    } catch (error) {
      if (!controller.signal.aborted) setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const problem = failure === undefined ? undefined : toProblem(failure);
  return (
    <div className="flex flex-col items-start gap-2">
      <Button icon={AudioLines} isBusy={isBusy} disabled={speech.text.trim() === ''} onClick={() => void listen()}>
        {t('speak.preview')}
      </Button>
      {problem !== undefined && <Notice tone="error">{`${problem.title} ${problem.advice}`}</Notice>}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../../protocol/dialplan/sounds.ts';
import type { Speech } from '../../../../../protocol/media/prompts.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { TextArea } from '../../../../ui/field/text-area.tsx';
import { useLanguage } from '../use-language.ts';
import { useVoicemailApi } from './use-voicemail-api.ts';

export type Spoken = Omit<Speech, 'rate'>;

/** A text that is read aloud; nothing is told while there is no text or no voice. */
export function SpeakGreeting({ onChange }: { onChange: (spoken: Spoken | undefined) => void }) {
  const { t } = useTranslation('voicemail');
  const api = useVoicemailApi();
  const problem = useProblem();
  const own = useLanguage();
  const [text, setText] = useState('');
  const [language, setLanguage] = useState<Language>(own);
  const [voice, setVoice] = useState<string>();
  const voices = useQuery({ queryKey: ['voicemail-voices'], queryFn: ({ signal }) => api.voices(signal) });
  const fitting = (voices.data ?? []).filter((known) => known.language === language);
  const tell = (next: { text: string; language: Language; voice: string | undefined }): void => {
    const ofLanguage = (voices.data ?? []).filter((known) => known.language === next.language);
    const chosen = ofLanguage.find(({ id }) => id === next.voice) ?? ofLanguage[0];
    onChange(chosen === undefined || next.text.trim() === '' ? undefined : { text: next.text, language: next.language, voice: chosen.id });
  };
  if (voices.isError) return <Notice tone="error">{`${problem(voices.error).title} ${problem(voices.error).advice}`}</Notice>;
  return (
    <>
      <TextArea
        label={t('greetings.text')}
        value={text}
        maxLength={2_000}
        onChange={(event) => {
          setText(event.target.value);
          tell({ text: event.target.value, language, voice });
        }}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t('greetings.language')}
          value={language}
          options={(['en', 'de'] as const).map((value) => ({ value, label: t(`greetings.languages.${value}`) }))}
          onValueChange={(value) => {
            const next = value === 'de' ? 'de' : 'en';
            setLanguage(next);
            tell({ text, language: next, voice });
          }}
        />
        <Select
          label={t('greetings.voice')}
          value={fitting.find(({ id }) => id === voice)?.id ?? fitting[0]?.id ?? ''}
          disabled={fitting.length === 0}
          options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={(id) => {
            setVoice(id);
            tell({ text, language, voice: id });
          }}
        />
      </div>
      {voices.data !== undefined && fitting.length === 0 && <Notice tone="info">{t('greetings.noVoice')}</Notice>}
    </>
  );
}

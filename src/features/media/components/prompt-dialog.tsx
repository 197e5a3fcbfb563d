import { AudioLines, FileUp, Mic, Music } from 'lucide-react';
import { useCallback, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prompt } from '../../../../protocol/media/prompts.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Segments, type Segment } from '../../../ui/field/segments.tsx';
import { Select } from '../../../ui/field/select.tsx';
import { TextField } from '../../../ui/field/text-field.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Meter } from '../../../ui/status/meter.tsx';
import { audioAddress } from '../state/prompts-api.ts';
import { PlayButton } from './play-button.tsx';
import { RecordPart } from './record-part.tsx';
import { SpeakPart } from './speak-part.tsx';
import { UploadPart } from './upload-part.tsx';
import { usePromptForm, type PromptForm, type Way } from './use-prompt-form.ts';

const FORM_ID = 'prompt-form';

export interface PromptDialogProps {
  /** What is changed; undefined makes a new one. */
  prompt: Prompt | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Makes a prompt in one of three ways, or changes one. */
export function PromptDialog({ prompt, onClose, onSaved }: PromptDialogProps) {
  const { t, i18n } = useTranslation('media');
  const language = i18n.language.startsWith('de') ? 'de' : 'en';
  const form = usePromptForm({ prompt, language, missing: (what) => t(`missing.${what}`), onSaved });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit();
  };
  return (
    <Dialog
      isOpen
      size="wide"
      title={prompt === undefined ? t('new') : t('edit', { name: prompt.name })}
      onClose={onClose}
      isBusy={form.isBusy}
      footer={
        <>
          <Button onClick={form.isBusy ? form.cancel : onClose}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form={FORM_ID} isBusy={form.isBusy}>
            {prompt === undefined ? t('create') : t('save')}
          </Button>
        </>
      }
    >
      <Failure failure={form.failure} />
      <form id={FORM_ID} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={t('name')}
            value={form.fields.name}
            maxLength={120}
            autoComplete="off"
            error={form.errors.name}
            onChange={(event) => form.change({ name: event.target.value })}
          />
          {form.fields.way !== 'speak' && <LanguageField form={form} />}
        </div>
        <Audio form={form} prompt={prompt} />
        <Progress share={form.progress} />
      </form>
    </Dialog>
  );
}

function LanguageField({ form }: { form: PromptForm }) {
  const { t } = useTranslation('media');
  const options = (['none', 'en', 'de'] as const).map((language) => ({ value: language, label: t(`languages.${language}`) }));
  return (
    <Select
      label={t('language')}
      value={form.fields.language ?? 'none'}
      options={options}
      onValueChange={(value) => form.change({ language: value === 'en' || value === 'de' ? value : null })}
    />
  );
}

function Audio({ form, prompt }: { form: PromptForm; prompt: Prompt | undefined }) {
  const { t } = useTranslation('media');
  const { change, fields, errors } = form;
  const takeFile = useCallback((file: Blob | undefined) => change({ take: file }), [change]);
  const ways: readonly Segment<Way>[] = [
    ...(prompt === undefined || prompt.kind === 'spoken' ? [] : [{ value: 'keep' as const, label: t('ways.keep'), icon: Music }]),
    { value: 'upload', label: t('ways.upload'), icon: FileUp },
    { value: 'record', label: t('ways.record'), icon: Mic },
    { value: 'speak', label: t('ways.speak'), icon: AudioLines },
  ];
  return (
    <div className="flex flex-col gap-4">
      <Segments label={t('audio')} segments={ways} value={fields.way} onValueChange={(way) => change({ way })} isDisabled={form.isBusy} />
      {fields.way === 'keep' && prompt !== undefined && (
        <div>
          <PlayButton source={audioAddress(prompt)} />
        </div>
      )}
      {fields.way === 'upload' && <UploadPart file={fields.file} onTake={(file) => change(withName(form, file))} />}
      {fields.way === 'record' && <RecordPart onTake={takeFile} />}
      {fields.way === 'speak' && (
        <SpeakPart speech={fields.speech} onChange={(speech) => change({ speech })} errors={{ text: errors.text, voice: errors.voice }} />
      )}
      {errors.audio !== undefined && <Notice tone="error">{errors.audio}</Notice>}
    </div>
  );
}

/** A file's name is a good first name for the prompt. */
function withName({ fields }: PromptForm, file: File | undefined) {
  const isNamed = fields.name.trim() !== '' || file === undefined;
  return isNamed ? { file } : { file, name: file.name.replace(/\.[^.]+$/u, '').slice(0, 120) };
}

function Progress({ share }: { share: number | undefined }) {
  const { t } = useTranslation('media');
  if (share === undefined) return null;
  const percent = `${String(Math.round(share * 100))} %`;
  return (
    <div role="status">
      <Meter label={share < 1 ? t('upload.sending', { percent }) : t('upload.working')} value={share} valueText={percent} isLabelShown />
    </div>
  );
}

function Failure({ failure }: { failure: unknown }) {
  const toProblem = useProblem();
  if (failure === undefined) return null;
  const { title, advice } = toProblem(failure);
  return (
    <Notice tone="error">
      <strong className="font-semibold">{title}</strong> {advice}
    </Notice>
  );
}

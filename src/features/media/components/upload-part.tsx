import { FileAudio } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { maxPromptBytes } from '../../../../protocol/media/prompts.ts';
import { Button } from '../../../ui/button/button.tsx';
import { FileDrop } from '../../../ui/field/file-drop.tsx';

const endings = ['.wav', '.mp3', '.ogg', '.opus', '.m4a', '.aac', '.flac', '.webm'];

/** Takes an audio file by drop or by choice. */
export function UploadPart({ file, onTake }: { file: File | undefined; onTake: (file: File | undefined) => void }) {
  const { t } = useTranslation('media');
  if (file === undefined)
    return <FileDrop label={t('upload.drop')} hint={t('upload.hint')} endings={endings} maxBytes={maxPromptBytes} onFile={onTake} />;
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-card border px-3 py-2">
      <FileAudio aria-hidden className="size-5 shrink-0 text-n10" />
      <span className="min-w-0 flex-1 truncate text-body">{file.name}</span>
      <span className="text-caption text-n11 tabular-nums">{t('upload.size', { size: Math.max(1, Math.round(file.size / 1_024)) })}</span>
      <Button size="dense" onClick={() => onTake(undefined)}>
        {t('upload.another')}
      </Button>
    </div>
  );
}

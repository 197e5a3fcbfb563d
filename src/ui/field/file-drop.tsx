import { FileUp } from 'lucide-react';
import { useId, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../join-classes.ts';
import { Notice } from '../feedback/notice.tsx';

export interface FileDropProps {
  label: string;
  hint?: string;
  /** File endings with the dot, e.g. `['.csv']`. */
  endings: readonly string[];
  /** Bytes. */
  maxBytes: number;
  onFile: (file: File) => void;
}

/** Takes one file by drop or by choice, and says why it refuses one. */
export function FileDrop({ label, hint, endings, maxBytes, onFile }: FileDropProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    const isKnown = endings.some((ending) => file.name.toLowerCase().endsWith(ending));
    if (!isKnown) return setRefusal(t('file.wrongKind', { name: file.name, kinds: endings.join(', ') }));
    if (file.size > maxBytes) {
      return setRefusal(t('file.tooLarge', { name: file.name, limit: `${Math.round(maxBytes / 1024 / 1024)} MB` }));
    }
    setRefusal(undefined);
    onFile(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };

  return (
    <div className="flex flex-col gap-2">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is an extra; the input inside has the keyboard way */}
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={joinClasses(
          'relative flex cursor-pointer flex-col items-center gap-1 rounded-card border-2 border-dashed px-4 py-7 text-center transition-colors has-focus-visible:border-accent',
          isOver ? 'border-accent bg-accent-soft' : 'border-n7 hover:border-n8',
        )}
      >
        <FileUp aria-hidden className="mb-1 size-6 text-n10" />
        <span className="text-body font-medium">{label}</span>
        <span className="text-dense text-n11">
          {t('file.drop')} <span className="text-accent-text underline">{t('file.choose')}</span>
        </span>
        {hint !== undefined && <span className="text-caption text-n11">{hint}</span>}
        <input
          id={id}
          type="file"
          accept={endings.join(',')}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file can then be chosen again after it was repaired.
            event.target.value = '';
          }}
        />
      </label>
      {refusal !== undefined && <Notice tone="error">{refusal}</Notice>}
    </div>
  );
}

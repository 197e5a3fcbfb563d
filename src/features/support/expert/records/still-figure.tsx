import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { CopyField } from '../../../../ui/field/copy-field.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { StillImage } from '../../customer/preview/still-image.tsx';
import { stillFileName } from '../../state/records/archive-entries.ts';

export interface StillFigureProps {
  readonly number: number;
  /** Empty: it has none. */
  readonly note: string;
  readonly picture: Blob;
  /** What was read from it. */
  readonly codes: readonly CodeText[];
}

export interface CodeText {
  readonly format: string;
  readonly text: string;
}

/** A still with its note and codes, to be looked at and saved. */
export function StillFigure({ number, note, picture, codes }: StillFigureProps) {
  const { t } = useTranslation('supportRecords');
  const { t: support } = useTranslation('support');
  const title = note || t('stills.untitled');
  const save = (): void => saveBlob(picture, stillFileName({ number, title: note, picture }));
  return (
    <figure className="card overflow-hidden">
      <StillImage
        blob={picture}
        label={title}
        broken={support('stage.stillBroken')}
        className="aspect-video w-full bg-stage object-contain"
      />
      <figcaption className="flex flex-col gap-1 px-2 py-1 text-caption">
        <span className="flex items-center gap-1">
          <strong className="font-semibold tabular-nums">{number}</strong>
          <span className="min-w-0 flex-1 break-words">{title}</span>
          <IconButton size="dense" icon={Download} label={t('stills.download', { number, title })} onClick={save} />
        </span>
        <CodeFields codes={codes} />
      </figcaption>
    </figure>
  );
}

/** What strangers wrote into codes: shown and copied, never followed. */
export function CodeFields({ codes }: Pick<StillFigureProps, 'codes'>) {
  return codes.map(({ format, text }, at) => <CopyField key={`${format} ${text} ${String(at)}`} label={format} value={text} />);
}

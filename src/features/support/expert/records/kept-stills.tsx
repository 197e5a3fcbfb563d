import { useMutation } from '@tanstack/react-query';
import { Download, LockKeyholeOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';

export interface KeptStillsProps {
  readonly records: SessionRecords;
  readonly stills: readonly Artefact[];
  readonly isApproved: boolean;
}

interface OpenedStill {
  readonly id: string;
  readonly title: string;
  readonly picture: Blob;
}

/** Stills of a session; opened together, by a click, since each opening is written down. */
export function KeptStills({ records, stills, isApproved }: KeptStillsProps) {
  const { t } = useTranslation('supportRecords');
  const open = useMutation({
    mutationFn: async (): Promise<readonly OpenedStill[]> => {
      const opened: OpenedStill[] = [];
      for (const still of stills) {
        const { title, type, content } = await records.openStill(still, new AbortController().signal);
        opened.push({ id: still.id, title: title || t('stills.untitled'), picture: new Blob([content], { type }) });
      }
      return opened;
    },
  });
  if (open.data)
    return (
      <ul aria-label={t('stills.title')} className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2">
        {open.data.map((still) => (
          <li key={still.id}>
            <StillFigure still={still} />
          </li>
        ))}
      </ul>
    );
  return (
    <div className="flex flex-col items-start gap-2">
      <Button size="dense" icon={LockKeyholeOpen} disabled={!isApproved} isBusy={open.isPending} onClick={() => open.mutate()}>
        {t('stills.open', { count: stills.length })}
      </Button>
      <RecordTroubleNotice failure={open.error} />
    </div>
  );
}

function StillFigure({ still: { title, picture } }: { readonly still: OpenedStill }) {
  const { t } = useTranslation('supportRecords');
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(picture);
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [picture]);
  return (
    <figure className="card overflow-hidden">
      <img ref={image} alt={title} className="aspect-video w-full bg-stage object-contain" />
      <figcaption className="flex items-center gap-1 px-2 py-1 text-caption">
        <span className="min-w-0 flex-1 truncate" title={title}>
          {title}
        </span>
        <IconButton
          size="dense"
          icon={Download}
          label={t('stills.download', { title })}
          onClick={() => saveBlob(picture, `${title.replaceAll(/[^\p{L}\p{N} _-]/gu, '_').slice(0, 80)}.${picture.type.slice(6)}`)}
        />
      </figcaption>
    </figure>
  );
}

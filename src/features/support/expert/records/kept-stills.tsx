import { useMutation } from '@tanstack/react-query';
import { LockKeyholeOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { numbered, stillKey } from '../../state/records/kept-things.ts';
import { together } from '../../state/records/session-record.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { StillFigure, type CodeText } from './still-figure.tsx';

export interface KeptStillsProps {
  readonly records: SessionRecords;
  readonly stills: readonly Artefact[];
  /** What was written in the session. */
  readonly transcripts: readonly Artefact[];
  readonly isApproved: boolean;
}

interface OpenedStill {
  readonly id: string;
  readonly note: string;
  readonly picture: Blob;
  readonly codes: readonly CodeText[];
}

/** Stills of a session; opened together, by a click, since each opening is written down. */
export function KeptStills({ records, stills, transcripts, isApproved }: KeptStillsProps) {
  const { t } = useTranslation('supportRecords');
  const open = useMutation({
    mutationFn: async (): Promise<readonly OpenedStill[]> => {
      const { signal } = new AbortController();
      const written = together(await Promise.all(transcripts.map((file) => records.openRecord(file, signal))));
      const opened: OpenedStill[] = [];
      for (const { file: still } of numbered(written, stills)) {
        const { title, type, content } = await records.openStill(still, signal);
        const codes = written?.codes.filter(({ stillId }) => stillId !== undefined && stillKey(stillId) === still.name) ?? [];
        opened.push({ id: still.id, note: title, picture: new Blob([content], { type }), codes });
      }
      return opened;
    },
  });
  if (open.data)
    return (
      <ul aria-label={t('stills.title')} className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2">
        {open.data.map((still) => (
          <li key={still.id}>
            <StillFigure note={still.note} picture={still.picture} codes={still.codes} />
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

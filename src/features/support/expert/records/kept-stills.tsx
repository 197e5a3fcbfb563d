import { useMutation } from '@tanstack/react-query';
import { LockKeyholeOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { idOfStill } from '../../state/records/kept-things.ts';
import { together, type SessionRecord } from '../../state/records/session-record.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { asOfLast, numbered, type KeptPicture } from '../../state/records/kept-pictures.ts';
import { asShown } from '../camera/painted-still.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { StillFigure, type CodeText } from './still-figure.tsx';

export interface KeptStillsProps {
  readonly records: SessionRecords;
  readonly stills: readonly Artefact[];
  /** What was written in the session. */
  readonly transcripts: readonly Artefact[];
  readonly isApproved: boolean;
}

/** Stills of a session; opened together, by a click, since each opening is written down. */
export function KeptStills({ records, stills, transcripts, isApproved }: KeptStillsProps) {
  const { t } = useTranslation('supportRecords');
  const open = useMutation({
    mutationFn: async () => {
      const { signal } = new AbortController();
      const written = together(await Promise.all(transcripts.map((file) => records.openRecord(file, signal))));
      const pictures: KeptPicture[] = [];
      for (const file of stills.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt))) {
        const { title, number, type, content } = await records.openStill(file, signal);
        pictures.push({ file, number, title, picture: new Blob([content], { type }) });
      }
      const opened = await Promise.all(numbered(written, pictures).map((picture) => asOfLast(picture, written, asShown)));
      return opened.map((still) => ({ ...still, codes: codesOf(still, written) }));
    },
  });
  if (open.data)
    return (
      <ul aria-label={t('stills.title')} className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2">
        {open.data.map((still) => (
          <li key={still.file.id}>
            <StillFigure number={still.number} note={still.title} picture={still.picture} codes={still.codes} />
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

/** What was read from it. */
function codesOf({ file }: KeptPicture, record: SessionRecord | undefined): readonly CodeText[] {
  const id = idOfStill(file);
  return id === undefined ? [] : (record?.codes.filter(({ stillId }) => stillId === id) ?? []);
}

import { useMutation } from '@tanstack/react-query';
import { Download, LockKeyholeOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { together, type SessionRecord } from '../../state/records/session-record.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { CodeFields } from './still-figure.tsx';

interface KeptWritingsProps {
  readonly records: SessionRecords;
  /** Newest versions. */
  readonly files: readonly Artefact[];
  readonly isApproved: boolean;
}

/** What was written in a session, and its receipts; opened by a click, since each opening is written down. */
export function KeptWritings({ records, files, isApproved }: KeptWritingsProps) {
  const { t } = useTranslation('supportRecords');
  const transcripts = files.filter(({ kind }) => kind === 'transcript');
  const receipts = files.filter(({ kind }) => kind === 'receipt');
  const open = useMutation({
    mutationFn: async () => together(await Promise.all(transcripts.map((file) => records.openRecord(file, new AbortController().signal)))),
  });
  const save = useMutation({
    mutationFn: async () => {
      for (const file of receipts) {
        const text = await records.openReceipt(file, new AbortController().signal);
        saveBlob(new Blob([text], { type: 'application/json' }), `${file.name}.json`);
      }
    },
  });
  if (transcripts.length + receipts.length === 0) return null;
  return (
    <>
      <h3 className="text-dense font-semibold">{t('writings.title')}</h3>
      {open.data && <Writings record={open.data} />}
      <div className="flex flex-wrap gap-2">
        {transcripts.length > 0 && !open.data && (
          <Button size="dense" icon={LockKeyholeOpen} disabled={!isApproved} isBusy={open.isPending} onClick={() => open.mutate()}>
            {t('writings.open')}
          </Button>
        )}
        {receipts.length > 0 && (
          <Button size="dense" icon={Download} disabled={!isApproved} isBusy={save.isPending} onClick={() => save.mutate()}>
            {t('writings.receipt')}
          </Button>
        )}
      </div>
      <RecordTroubleNotice failure={open.error ?? save.error} />
    </>
  );
}

function Writings({ record: { chat, codes } }: { readonly record: SessionRecord }) {
  const { t, i18n } = useTranslation('supportRecords');
  const moment = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  return (
    <>
      <CodeFields codes={codes} />
      {chat.length > 0 && (
        <ul aria-label={t('writings.chat')} className="flex max-h-60 flex-col gap-1 overflow-y-auto text-dense">
          {chat.map(({ at, name, text }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines that never change
            <li key={index} className="break-words">
              <span className="text-n11 tabular-nums">{moment.format(at)}</span> <strong className="font-medium">{name}</strong>: {text}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

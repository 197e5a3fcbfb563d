import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, LockKeyholeOpen, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { bytesText } from '../../customer/exchange/bytes-text.ts';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import type { RecordingReader } from '../../state/records/recording-reader.ts';
import { blobOf, writeRecording } from '../../state/records/save-recording.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { downloadedBytes, pickFile } from './picked-file.ts';
import { RecordPlayer } from './record-player.tsx';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { recordsKey } from './records-context.tsx';

export interface KeptRecordingProps {
  readonly records: SessionRecords;
  readonly artefact: Artefact;
  readonly sessionId: string;
  readonly isApproved: boolean;
}

/** One file of a recording: opened here, played, saved, deleted. */
export function KeptRecording({ records, artefact, sessionId, isApproved }: KeptRecordingProps) {
  const { t, i18n } = useTranslation('supportRecords');
  const lifetime = useLifetime();
  const reopen = useCallback(() => records.openRecording(artefact, lifetime()), [records, artefact, lifetime]);
  const open = useMutation({ mutationFn: reopen });
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const name = t('kept.recording', { when: moment.format(new Date(artefact.createdAt)) });
  return (
    <li className="flex flex-col gap-2 py-2">
      <div className="flex flex-wrap items-center gap-2 text-dense">
        <span className="min-w-0 flex-1">
          {name}
          <span className="block text-caption text-n11">
            {artefact.createdBy} · {bytesText(artefact.bytes, i18n.language === 'de' ? 'de' : 'en')}
          </span>
        </span>
        {isApproved && !open.data && (
          <Button size="dense" icon={LockKeyholeOpen} isBusy={open.isPending} onClick={() => open.mutate()}>
            {t('kept.open')}
          </Button>
        )}
        <RemoveButton records={records} artefact={artefact} sessionId={sessionId} />
      </div>
      <RecordTroubleNotice failure={open.error} />
      {open.data && <Opened first={open.data} reopen={reopen} name={name} records={records} artefact={artefact} />}
    </li>
  );
}

interface OpenedProps extends Pick<KeptRecordingProps, 'records' | 'artefact'> {
  readonly first: RecordingReader;
  readonly reopen: () => Promise<RecordingReader>;
  readonly name: string;
}

function Opened({ first, reopen, name, records, artefact }: OpenedProps) {
  const { t } = useTranslation('supportRecords');
  const [isCut, setCut] = useState(false);
  return (
    <>
      {isCut && <Notice tone="warning">{t('kept.cut')}</Notice>}
      <RecordPlayer first={first} reopen={reopen} label={name} onRead={(isWhole) => setCut(!isWhole)} />
      <SaveButton records={records} artefact={artefact} contentType={first.contentType} />
    </>
  );
}

function SaveButton({ records, artefact, contentType }: Pick<OpenedProps, 'records' | 'artefact'> & { readonly contentType: string }) {
  const { t, i18n } = useTranslation('supportRecords');
  const [share, setShare] = useState(0);
  const lifetime = useLifetime();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  const fileName = `recording-${artefact.createdAt.slice(0, 16).replaceAll(/[:T]/gu, '-')}.${contentType.includes('mp4') ? 'mp4' : 'webm'}`;
  const save = useMutation({
    mutationFn: async () => {
      setShare(0);
      // Asked for first: it has to be in the click.
      const file = artefact.bytes > downloadedBytes ? await pickFile(fileName) : 'none';
      if (file === undefined) return;
      const reader = await records.openRecording(artefact, lifetime());
      if (file === 'none') saveBlob(await blobOf(reader, setShare), fileName);
      else await writeRecording(reader, file, setShare);
    },
  });
  return (
    <>
      <Button size="dense" icon={Download} className="self-start" isBusy={save.isPending} onClick={() => save.mutate()}>
        {save.isPending ? t('kept.saving', { share: percent.format(share) }) : t('kept.download')}
      </Button>
      <RecordTroubleNotice failure={save.error} />
    </>
  );
}

function RemoveButton({ records, artefact, sessionId }: Omit<KeptRecordingProps, 'isApproved'>) {
  const { t } = useTranslation('supportRecords');
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => records.remove(artefact.id),
    onSuccess: () => {
      toasts.show({ tone: 'success', text: t('kept.removed') });
      return queries.invalidateQueries({ queryKey: recordsKey(sessionId) });
    },
  });
  return (
    <>
      <Button size="dense" tone="quiet" icon={Trash2} isBusy={remove.isPending} onClick={() => setAsked(true)}>
        {t('kept.remove')}
      </Button>
      <RecordTroubleNotice failure={remove.error} />
      <ConfirmDialog
        isOpen={isAsked}
        title={t('kept.removeTitle')}
        action={t('kept.remove')}
        isDangerous
        onConfirm={() => {
          setAsked(false);
          remove.mutate();
        }}
        onClose={() => setAsked(false)}
      >
        {t('kept.removeText')}
      </ConfirmDialog>
    </>
  );
}

/** A signal for each piece of work, which ends with the component. */
function useLifetime(): () => AbortSignal {
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  return useCallback(() => {
    controller.current = new AbortController();
    return controller.current.signal;
  }, []);
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, LockKeyholeOpen, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { bytesText } from '../../customer/exchange/bytes-text.ts';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import type { OpenedRecording, SessionRecords } from '../../state/records/session-records.ts';
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
  const [share, setShare] = useState(0);
  const lifetime = useLifetime();
  const open = useMutation({ mutationFn: () => records.openRecording(artefact, lifetime(), setShare) });
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const name = t('kept.recording', { when: moment.format(new Date(artefact.createdAt)) });
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
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
            {open.isPending ? t('kept.opening', { share: percent.format(share) }) : t('kept.open')}
          </Button>
        )}
        <RemoveButton records={records} artefact={artefact} sessionId={sessionId} />
      </div>
      <RecordTroubleNotice failure={open.error} />
      {open.data && (
        <Opened opened={open.data} name={name} fileName={`recording-${artefact.createdAt.slice(0, 16).replaceAll(/[:T]/gu, '-')}`} />
      )}
    </li>
  );
}

interface OpenedProps {
  readonly opened: OpenedRecording;
  readonly name: string;
  readonly fileName: string;
}

function Opened({ opened: { file, isWhole }, name, fileName }: OpenedProps) {
  const { t } = useTranslation('supportRecords');
  const ending = file.type.includes('mp4') ? 'mp4' : 'webm';
  return (
    <>
      {!isWhole && <Notice tone="warning">{t('kept.cut')}</Notice>}
      <RecordPlayer file={file} label={name} />
      <Button size="dense" icon={Download} className="self-start" onClick={() => saveBlob(file, `${fileName}.${ending}`)}>
        {t('kept.download')}
      </Button>
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
  return () => {
    controller.current = new AbortController();
    return controller.current.signal;
  };
}

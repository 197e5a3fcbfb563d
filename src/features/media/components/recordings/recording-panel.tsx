import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, FileX2, LockKeyhole, Pause, Server, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetails } from '../../../../../protocol/media/recordings.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { clockDuration, exactTime } from '../../../../platform/i18n/format.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import { AccessPart } from './access-part.tsx';
import { ServerExport } from './export-part.tsx';
import { HoldPart } from './hold-part.tsx';
import { NotesPart } from './notes-part.tsx';
import { RecordingPlayer, serverAddresses } from './player.tsx';
import { SealedNotes } from './sealed-notes.tsx';
import { SealedPart } from './sealed-part.tsx';
import { RecordingMarks } from './recording-marks.tsx';
import { detailKey, useLanguage, usePartyName, useRecordings } from './recordings-context.tsx';

export interface RecordingPanelProps {
  readonly id: string;
  readonly onClose: () => void;
  readonly onTag: (tag: string) => void;
}

/** How often a recording that still runs, or is still being drawn, is looked at again. */
const unfinishedMs = 3_000;

function isUnfinished({ state, tracks, isSealed }: RecordingDetails): boolean {
  // What is sealed is drawn here, not by the server.
  return state === 'recording' || (!isSealed && tracks.some((track) => track.envelope === null && track.durationMs > 0));
}

/** One recording with all that can be done to it. */
export function RecordingPanel({ id, onClose, onTag }: RecordingPanelProps) {
  const { t } = useTranslation('recordings');
  const { api } = useRecordings();
  const problem = useProblem();
  const detail = useQuery({
    queryKey: [detailKey, id],
    queryFn: ({ signal }) => api.get(id, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnfinished(state.data) ? unfinishedMs : false),
  });
  const isGone = detail.error instanceof ApiFailure && (detail.error.code === 'not-found' || detail.error.code === 'forbidden');
  return (
    <section aria-label={t('panel.label')} className="card flex min-w-0 flex-col">
      <div className="flex items-center justify-between border-b px-2 py-1 lg:justify-end">
        <div className="lg:hidden">
          <Button tone="quiet" size="dense" icon={ArrowLeft} onClick={onClose}>
            {t('panel.back')}
          </Button>
        </div>
        <div className="hidden lg:block">
          <IconButton size="dense" icon={X} label={t('panel.close')} onClick={onClose} />
        </div>
      </div>
      {isGone && <EmptyState icon={FileX2} title={t('panel.goneTitle')} text={t('panel.goneText')} />}
      {detail.isError && !isGone && detail.data === undefined && (
        <ErrorState problem={problem(detail.error)} onRetry={() => void detail.refetch()} />
      )}
      {detail.isPending && <SkeletonRows count={6} />}
      {detail.data !== undefined && !isGone && <PanelBody recording={detail.data} onTag={onTag} />}
    </section>
  );
}

function PanelBody({ recording, onTag }: { recording: RecordingDetails; onTag: (tag: string) => void }) {
  const { t } = useTranslation('recordings');
  const { rights } = useRecordings();
  const isOver = recording.state !== 'recording';
  return (
    <div className="flex flex-col gap-6 p-4">
      <PanelHead recording={recording} />
      {!isOver && <Notice tone="info">{t('player.live')}</Notice>}
      {isOver && recording.isSealed && <SealedPart key={recording.id} recording={recording} />}
      {isOver && !recording.isSealed && <RecordingPlayer key={recording.id} recording={recording} addresses={serverAddresses(recording)} />}
      {recording.isSealed ? (
        <SealedNotes key={`notes ${recording.id}`} recording={recording} onTag={onTag} />
      ) : (
        <NotesPart key={`notes ${recording.id}`} recording={recording} onTag={onTag} />
      )}
      {isOver && !recording.isSealed && <ServerExport recording={recording} />}
      <HoldPart recording={recording} />
      {rights.mayReadAll && <AccessPart id={recording.id} />}
    </div>
  );
}

function PanelHead({ recording }: { recording: RecordingDetails }) {
  const { t } = useTranslation('recordings');
  const language = useLanguage();
  const nameOf = usePartyName();
  const { t: sealing } = useTranslation('sealing');
  const { caller, callee, startedAt, durationMs, gaps, reason, isSealed } = recording;
  return (
    <header className="flex flex-col gap-1">
      <h2 className="text-title font-semibold break-words">{t('between', { caller: nameOf(caller), callee: nameOf(callee) })}</h2>
      <p className="text-dense text-n11 tabular-nums">
        {[exactTime(Date.parse(startedAt), language), clockDuration(durationMs), t(`reason.${reason}`)].join(' · ')}
      </p>
      <div className="flex flex-wrap gap-1">
        <RecordingMarks recording={recording} />
        {gaps.length > 0 && <Badge icon={Pause}>{t('marks.gaps', { count: gaps.length })}</Badge>}
      </div>
      <p className="flex items-center gap-1.5 text-caption text-n11">
        {isSealed ? <LockKeyhole aria-hidden className="size-3.5 shrink-0" /> : <Server aria-hidden className="size-3.5 shrink-0" />}
        {sealing(isSealed ? 'open.sealed' : 'open.server')}
      </p>
    </header>
  );
}

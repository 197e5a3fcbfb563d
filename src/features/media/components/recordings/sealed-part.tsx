import { useQueryClient } from '@tanstack/react-query';
import { Download, LockKeyholeOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordingSides, type RecordingDetails, type RecordingSide } from '../../../../../protocol/media/recordings.ts';
import { SealError, type KeyRing, tenantRefusalOf } from '../../../../../seal/index.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Link } from '../../../../platform/router/link.tsx';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { saveFile } from '../../state/recordings/save-file.ts';
import { openRecording, openSide, type OpenedRecording } from '../../state/sealing/opened-recording.ts';
import { JoinPart } from '../sealing/join-part.tsx';
import { useCanSeal, useSealing, useSealingState } from '../sealing/sealing-context.tsx';
import { SealingAlarm } from '../sealing/sealing-failure.tsx';
import { ExportPart } from './export-part.tsx';
import { RecordingPlayer } from './player.tsx';
import { accessKey, usePartyName, useRecordings } from './recordings-context.tsx';

/** A sealed recording: opened, drawn, played and mixed here; or what to do where this browser may not. */
export function SealedPart({ recording }: { recording: RecordingDetails }) {
  const { t } = useTranslation('sealing');
  const { maySeal } = useSealing();
  const isAble = useCanSeal();
  const problem = useProblem();
  const state = useSealingState({ isWatching: false });
  if (isAble === false) return <Notice tone="warning">{t('unsupported')}</Notice>;
  if (state.data === undefined)
    return state.isError ? <Notice tone="error">{problem(state.error).title}</Notice> : <SkeletonRows count={3} />;
  if (state.data.kind === 'alarm') return <SealingAlarm why={state.data.why} />;
  if (state.data.kind === 'unset') return <SealingAlarm why="no-key" />;
  if (state.data.kind === 'approved') return <Openable recording={recording} ring={state.data.ring} />;
  return (
    <>
      <JoinPart state={state.data} />
      {maySeal && (
        <Link to="/admin/sealing" className="text-dense underline">
          {t('open.adminLink')}
        </Link>
      )}
    </>
  );
}

interface Opening {
  readonly kind: 'closed' | 'opening' | 'failed';
  readonly failure?: unknown;
}

function Openable({ recording, ring }: { recording: RecordingDetails; ring: KeyRing }) {
  const { t } = useTranslation('sealing');
  const { desk } = useSealing();
  const { api } = useRecordings();
  const queries = useQueryClient();
  const [opening, setOpening] = useState<Opening>({ kind: 'closed' });
  const [opened, setOpened] = useState<Playable>();
  useEffect(() => () => forget(opened), [opened]);
  const open = async (): Promise<void> => {
    setOpening({ kind: 'opening' });
    try {
      const fetch = (id: string, side: RecordingSide) => api.sealedTrack(id, side, 'listen');
      setOpened(playable(await openRecording({ tenantId: desk.tenantId, ring, fetch }, recording)));
    } catch (failure) {
      setOpening({ kind: 'failed', failure });
    } finally {
      void queries.invalidateQueries({ queryKey: [accessKey, recording.id] });
    }
  };
  if (opened !== undefined) return <Opened opened={opened} ring={ring} />;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button tone="primary" icon={LockKeyholeOpen} isBusy={opening.kind === 'opening'} onClick={() => void open()}>
        {t(opening.kind === 'opening' ? 'open.opening' : 'open.action')}
      </Button>
      <p className="text-caption text-n11">{t('open.hint')}</p>
      {opening.kind === 'failed' && <OpeningFailure failure={opening.failure} />}
    </div>
  );
}

function OpeningFailure({ failure }: { failure: unknown }) {
  const { t } = useTranslation('sealing');
  const problem = useProblem();
  if (failure instanceof SealError)
    return <Notice tone="error">{t(failure.why === 'forged' ? 'open.forged' : `alarm.${tenantRefusalOf(failure.why)}`)}</Notice>;
  if (failure instanceof ApiFailure) return <Notice tone="error">{problem(failure).title}</Notice>;
  return <Notice tone="error">{t('open.undecodable')}</Notice>;
}

function Opened({ opened: { recording, tracks, addresses }, ring }: { opened: Playable; ring: KeyRing }) {
  const { t } = useTranslation('sealing');
  const { desk } = useSealing();
  const { api } = useRecordings();
  const isCut = recordingSides.some((side) => !tracks[side].isWhole);
  const fetch = (id: string, side: RecordingSide) => api.sealedTrack(id, side, 'export');
  const takeTrack = async (side: RecordingSide): Promise<Blob> =>
    (await openSide({ tenantId: desk.tenantId, ring, fetch }, recording, side)).file;
  return (
    <>
      {isCut && <Notice tone="warning">{t('open.cut')}</Notice>}
      <RecordingPlayer recording={recording} addresses={addresses} />
      <ExportPart recording={recording} takeTrack={takeTrack}>
        {recordingSides.map((side) => (
          <TrackButton key={side} recording={recording} side={side} takeTrack={takeTrack} />
        ))}
      </ExportPart>
    </>
  );
}

/** Addresses of what was opened, in this page's memory only. */
interface Playable extends OpenedRecording {
  readonly addresses: Readonly<Record<RecordingSide, string>>;
}

function playable(opened: OpenedRecording): Playable {
  const { caller, callee } = opened.tracks;
  return { ...opened, addresses: { caller: URL.createObjectURL(caller.file), callee: URL.createObjectURL(callee.file) } };
}

function forget(opened: Playable | undefined): void {
  for (const address of Object.values(opened?.addresses ?? {})) URL.revokeObjectURL(address);
}

interface TrackButtonProps {
  readonly recording: RecordingDetails;
  readonly side: RecordingSide;
  readonly takeTrack: (side: RecordingSide) => Promise<Blob>;
}

function TrackButton({ recording, side, takeTrack }: TrackButtonProps) {
  const { t } = useTranslation('recordings');
  const nameOf = usePartyName();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const save = async (): Promise<void> => {
    setFailure(undefined);
    try {
      saveFile(`${recording.startedAt.slice(0, 16)} ${side}.opus`, await takeTrack(side));
    } catch (error) {
      setFailure(error);
    } finally {
      void queries.invalidateQueries({ queryKey: [accessKey, recording.id] });
    }
  };
  return (
    <>
      <Button size="dense" icon={Download} onClick={() => void save()}>
        {t('export.track', { name: nameOf(recording[side]) })}
      </Button>
      {failure !== undefined && <OpeningFailure failure={failure} />}
    </>
  );
}

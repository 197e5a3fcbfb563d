import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { recordingSides, type RecordingDetails, type RecordingSide } from '../../../../../protocol/media/recordings.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { buttonClasses } from '../../../../ui/button/button-styles.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { mixDown } from '../../state/recordings/mix-down.ts';
import { trackExportAddress } from '../../state/recordings/recordings-api.ts';
import { saveFile } from '../../state/recordings/save-file.ts';
import { accessKey, usePartyName, useRecordings } from './recordings-context.tsx';

/** Gives a track to be kept; that it does is written down as an export. */
export type TakeTrack = (side: RecordingSide, signal: AbortSignal) => Promise<Blob>;

/** The export of a recording that the server opens. */
export function ServerExport({ recording }: { recording: RecordingDetails }) {
  const { api } = useRecordings();
  const nameOf = usePartyName();
  const { t } = useTranslation('recordings');
  return (
    <ExportPart recording={recording} takeTrack={(side, signal) => api.exportTrack(recording.id, side, signal)}>
      {recordingSides.map((side) => (
        <a key={side} href={trackExportAddress(recording.id, side)} download className={buttonClasses('secondary', 'dense')}>
          <Download aria-hidden className="size-4" />
          {t('export.track', { name: nameOf(recording[side]) })}
        </a>
      ))}
    </ExportPart>
  );
}

export interface ExportPartProps {
  readonly recording: RecordingDetails;
  readonly takeTrack: TakeTrack;
  /** The ways to one track. */
  readonly children: ReactNode;
}

/** The call as a file: both voices mixed here, or one of them as it was kept. */
export function ExportPart({ recording, takeTrack, children }: ExportPartProps) {
  const { t } = useTranslation('recordings');
  const problem = useProblem();
  const { isBusy, failure, exportMixed } = useMixedExport(recording, takeTrack);
  return (
    <section aria-labelledby="recording-export" className="flex flex-col gap-2">
      <h3 id="recording-export" className="text-dense font-semibold">
        {t('export.title')}
      </h3>
      <div className="flex flex-wrap gap-2">
        <Button size="dense" icon={Download} isBusy={isBusy} onClick={exportMixed}>
          {isBusy ? t('export.working') : t('export.mixed')}
        </Button>
        {children}
      </div>
      <p className="text-caption text-n11">{t('export.hint')}</p>
      {failure !== undefined && (
        <Notice tone="error">
          {t('export.failed', { why: failure instanceof ApiFailure ? problem(failure).title : t('export.undecodable') })}
        </Notice>
      )}
    </section>
  );
}

function useMixedExport(recording: RecordingDetails, takeTrack: TakeTrack): { isBusy: boolean; failure: unknown; exportMixed: () => void } {
  const { t } = useTranslation('recordings');
  const nameOf = usePartyName();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const life = useRef<AbortController>(undefined);
  useEffect(() => () => life.current?.abort(), []);
  const work = async (): Promise<void> => {
    const running = new AbortController();
    life.current = running;
    setBusy(true);
    setFailure(undefined);
    try {
      const tracks = await Promise.all(recordingSides.map((side) => takeTrack(side, running.signal)));
      const mixed = await mixDown(tracks);
      const names = { caller: nameOf(recording.caller), callee: nameOf(recording.callee) };
      if (!running.signal.aborted) saveFile(t('export.file', { ...names, date: recording.startedAt.slice(0, 16) }), mixed);
    } catch (error) {
      if (!running.signal.aborted) setFailure(error);
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: [accessKey, recording.id] });
    }
  };
  return { isBusy, failure, exportMixed: () => void work() };
}

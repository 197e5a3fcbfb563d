import { useMutation } from '@tanstack/react-query';
import { FileArchive, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { Meter } from '../../../../ui/status/meter.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { keptArchive } from '../../state/records/kept-archive.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { asShown } from '../camera/painted-still.ts';
import { useSupportApi } from '../use-support-api.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';

export interface DownloadAllProps {
  readonly records: SessionRecords;
  readonly sessionId: string;
}

/** Everything that is kept, opened here and saved as one archive, before it goes. */
export function DownloadAll({ records, sessionId }: DownloadAllProps) {
  const { t, i18n } = useTranslation('supportRecords');
  const api = useSupportApi();
  const [share, setShare] = useState(0);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const collect = useMutation({
    mutationFn: async () => {
      setShare(0);
      const { signal } = (running.current = new AbortController());
      const facts = () => api.session(sessionId, signal);
      try {
        return await keptArchive({ records, paint: asShown, facts, signal, onProgress: setShare });
      } catch (failure) {
        // Who cancelled knows that there is nothing.
        if (signal.aborted) return undefined;
        throw failure;
      }
    },
    onSuccess: (archive) => {
      if (!archive) return;
      saveBlob(archive, `session-${sessionId}.zip`);
      toasts.show({ tone: 'success', text: t('archive.done') });
    },
  });
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(share);
  return (
    <div className="flex flex-col items-start gap-2">
      {collect.isPending ? (
        <div className="flex w-full flex-wrap items-center gap-3">
          <div className="min-w-40 flex-1">
            <Meter label={t('archive.all')} value={share} valueText={percent} />
            <p role="status" className="pt-1 text-caption text-n11 tabular-nums">
              {t('archive.collecting', { share: percent })}
            </p>
          </div>
          <Button size="dense" icon={X} onClick={() => running.current?.abort()}>
            {t('archive.cancel')}
          </Button>
        </div>
      ) : (
        <Button size="dense" icon={FileArchive} onClick={() => collect.mutate()}>
          {t('archive.all')}
        </Button>
      )}
      <p className="text-caption text-n11">{t('archive.hint')}</p>
      <RecordTroubleNotice failure={collect.error} />
    </div>
  );
}

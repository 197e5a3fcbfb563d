import { Disc2, Lock, LockKeyhole, Scissors } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import { Badge } from '../../../../ui/status/badge.tsx';

/** What is special about a recording: still running, cut, held, sealed. */
export function RecordingMarks({
  recording: { state, isHeld, isSealed },
}: {
  recording: Pick<RecordingSummary, 'state' | 'isHeld' | 'isSealed'>;
}) {
  const { t } = useTranslation('recordings');
  return (
    <>
      {state === 'recording' && (
        <Badge tone="red" icon={Disc2}>
          {t('marks.recording')}
        </Badge>
      )}
      {state === 'cut' && (
        <Badge tone="amber" icon={Scissors}>
          {t('marks.cut')}
        </Badge>
      )}
      {isSealed && (
        <Badge tone="accent" icon={LockKeyhole}>
          {t('marks.sealed')}
        </Badge>
      )}
      {isHeld && (
        <Badge tone="violet" icon={Lock}>
          {t('marks.held')}
        </Badge>
      )}
    </>
  );
}

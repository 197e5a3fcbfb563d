import { Disc2, Lock, Scissors } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import { Badge } from '../../../../ui/status/badge.tsx';

/** What is special about a recording: still running, cut, held. */
export function RecordingMarks({ recording: { state, isHeld } }: { recording: Pick<RecordingSummary, 'state' | 'isHeld'> }) {
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
      {isHeld && (
        <Badge tone="violet" icon={Lock}>
          {t('marks.held')}
        </Badge>
      )}
    </>
  );
}

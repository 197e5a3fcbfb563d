import { CirclePause, Disc2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/status/badge.tsx';
import type { CallSnapshot } from '../sip/phone.ts';

/** Lasts as long as the call, or one of its conference, is recorded, on both sides and every device. Nothing when it is not. */
export function RecordingMark({ call }: { call: Pick<CallSnapshot, 'recording' | 'conference' | 'state'> }) {
  const { t } = useTranslation('telephony');
  const recording = call.recording ?? (call.conference?.isRecorded ? 'on' : null);
  if (recording === null || call.state.name === 'ended') return null;
  return (
    <Badge tone="red" icon={recording === 'on' ? Disc2 : CirclePause}>
      {t(`record.mark.${recording}`)}
    </Badge>
  );
}

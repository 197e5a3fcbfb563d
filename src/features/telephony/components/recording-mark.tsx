import { CirclePause, Disc2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/status/badge.tsx';
import type { CallSnapshot } from '../sip/phone.ts';

/** Lasts as long as the call is recorded, on both sides and every device. Nothing when it is not. */
export function RecordingMark({ call }: { call: Pick<CallSnapshot, 'recording' | 'state'> }) {
  const { t } = useTranslation('telephony');
  if (call.recording === null || call.state.name === 'ended') return null;
  return (
    <Badge tone="red" icon={call.recording === 'on' ? Disc2 : CirclePause}>
      {t(`record.mark.${call.recording}`)}
    </Badge>
  );
}

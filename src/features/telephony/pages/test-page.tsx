import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { MicrophoneCheck } from '../components/microphone-check.tsx';
import { NetworkCheck } from '../components/network-check.tsx';
import { SpeakerCheck } from '../components/speaker-check.tsx';

/** Microphone, loudspeaker and the ways to the media server, checked one by one. */
export function TestPage() {
  const { t } = useTranslation('telephony');
  return (
    <div className="mx-auto flex max-w-180 flex-col gap-4 p-4 sm:p-6">
      <PageHeader title={t('test.title')} text={t('test.text')} />
      <MicrophoneCheck />
      <SpeakerCheck />
      <NetworkCheck />
    </div>
  );
}

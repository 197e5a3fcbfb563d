import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { usePhoneView } from './telephony-context.ts';

/** Why this browser or page can make no calls at all, and what to do, for as long as that is so. */
export function StandingProblem() {
  const { t } = useTranslation('telephony');
  const status = usePhoneView((view) => view.status);
  const why = status.name === 'unreachable' ? status.why : undefined;
  if (why !== 'no-webrtc' && why !== 'insecure-page') return null;
  return <Notice tone="error">{t(`ends.${why}`)}</Notice>;
}

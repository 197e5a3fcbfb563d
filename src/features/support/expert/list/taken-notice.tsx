import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { FailureNotice } from '../failure-notice.tsx';

/** Why a session could not be taken or given: mostly that somebody was faster, and who. */
export function TakenNotice({ failure }: { readonly failure: unknown }) {
  const { t } = useTranslation('supportDesk');
  const name = failure instanceof ApiFailure && failure.code === 'taken' ? failure.fields['owner'] : undefined;
  return name === undefined ? <FailureNotice failure={failure} /> : <Notice tone="warning">{t('queue.taken', { name })}</Notice>;
}

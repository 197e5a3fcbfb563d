import { useTranslation } from 'react-i18next';
import { Link } from '../../../../platform/router/link.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { RecordFailure } from '../../state/records/record-failure.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { useRecordsParts } from './records-context.tsx';

/** Why something was not kept or not opened, and what can be done about it; nothing while nothing failed. */
export function RecordTroubleNotice({ failure }: { readonly failure: unknown }) {
  const { t } = useTranslation('supportRecords');
  const { maySeal, approval } = useRecordsParts();
  if (!(failure instanceof RecordFailure)) return <FailureNotice failure={failure} />;
  const { why } = failure;
  if (why === 'unset')
    return (
      <Notice tone="info">
        {t('trouble.unset')}{' '}
        {maySeal ? (
          <Link to="/admin/sealing" className="underline">
            {t('trouble.makeKeys')}
          </Link>
        ) : (
          t('trouble.unsetAdmin')
        )}
      </Notice>
    );
  if (why !== 'stranger' && why !== 'waiting') return <Notice tone="error">{t(`trouble.${why}`)}</Notice>;
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="info">{t(`trouble.${why}`)}</Notice>
      {approval}
    </div>
  );
}

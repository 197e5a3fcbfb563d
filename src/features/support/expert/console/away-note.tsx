import { useTranslation } from 'react-i18next';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { useLive } from '../live-session-context.tsx';
import { usePageClock } from '../use-now.ts';

/** Most lines are back by then. */
const longMs = 60_000;

/** Nothing was heard of the customer for long: what can be done about it. */
export function AwayNote() {
  const { t } = useTranslation('support');
  const since = useLive((view) => view.unheardSince);
  const now = usePageClock();
  if (since === undefined || now - since < longMs) return null;
  return (
    <div className="w-full">
      <Notice tone="warning">{t('console.away')}</Notice>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { SealError, type SealRefusal, tenantRefusalOf } from '../../../../../seal/index.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';

/** Why something was not done: the server did not, or this browser refused. */
export function SealingFailure({ failure }: { failure: unknown }) {
  const { t } = useTranslation('sealing');
  const problem = useProblem();
  if (failure === undefined) return null;
  if (failure instanceof SealError) return <Notice tone="error">{t(`alarm.${tenantRefusalOf(failure.why)}`)}</Notice>;
  const { title, advice } = problem(failure);
  return (
    <Notice tone="error">
      <strong className="font-semibold">{title}</strong> {advice}
    </Notice>
  );
}

/** Something is not signed by the root that this browser knows. */
export function SealingAlarm({ why }: { why: SealRefusal }) {
  const { t } = useTranslation('sealing');
  return (
    <Notice tone="error">
      <strong className="font-semibold">{t('alarm.title')}</strong> {t(`alarm.${tenantRefusalOf(why)}`)}
    </Notice>
  );
}

import { Merge } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { useShortcut } from '../../../ui/shortcuts/use-shortcut.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { canMerge } from '../state/conference-calls.ts';
import { useCalls, useTelephony } from './telephony-context.ts';

interface MergeButtonProps {
  readonly call: CallSnapshot;
  readonly other: CallSnapshot;
  readonly isCurrent: boolean;
}

/** Makes one conference of this call and the other one. Absent where that cannot be. */
export function MergeButton({ call, other, isCurrent }: MergeButtonProps) {
  const { t } = useTranslation('telephony');
  const { merging } = useTelephony();
  const isBusy = useStore(merging.view, (view) => view.isBusy);
  const isOffered = canMerge(useCalls(), call, other);
  const merge = (): void => void merging.merge(call, other);
  useShortcut(isOffered && isCurrent ? 'g' : undefined, merge);
  if (!isOffered) return null;
  return (
    <Button size="dense" icon={Merge} isBusy={isBusy} {...(isCurrent ? { shortcut: 'g' } : {})} onClick={merge}>
      {t('actions.merge')}
    </Button>
  );
}

/** Why the last merge did not happen. */
export function MergeFailure({ isCurrent }: { isCurrent: boolean }) {
  const { t } = useTranslation('telephony');
  const problem = useProblem();
  const { merging } = useTelephony();
  const failure = useStore(merging.view, (view) => view.failure);
  if (!isCurrent || failure === undefined) return null;
  return (
    <div className="mt-3">
      <Notice tone="error">{t('conference.failed', { why: problem(failure).title })}</Notice>
    </div>
  );
}

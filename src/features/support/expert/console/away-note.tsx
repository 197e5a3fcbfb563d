import { useTranslation } from 'react-i18next';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { StartAgain, type OpenAgain } from '../list/start-again.tsx';
import { useLive } from '../live-session-context.tsx';
import { usePageClock } from '../use-now.ts';

/** Most lines are back by then. */
const longMs = 60_000;

export interface AwayNoteProps {
  readonly onAgain: OpenAgain;
}

/** Nothing was heard of the customer for long: what can be done about it. */
export function AwayNote({ onAgain }: AwayNoteProps) {
  const { t } = useTranslation('support');
  const since = useLive((view) => view.unheardSince);
  const { id, kind } = useLive((view) => view.session);
  const customerName = useLive((view) => view.people.find(({ role }) => role === 'customer')?.name) ?? '';
  const now = usePageClock();
  if (since === undefined || now - since < longMs) return null;
  return (
    <div className="flex w-full flex-col gap-2">
      <Notice tone="warning">{t('console.away')}</Notice>
      <StartAgain former={{ id, kind, customerName }} onAgain={onAgain} />
    </div>
  );
}

import { PhoneCall } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { isAnswered } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { shownCalls } from '../state/conference-calls.ts';
import { CallCard } from './call-card.tsx';
import { Dialler } from './dialler.tsx';
import { currentCallOf } from './current-call.ts';
import { UnreachableNotice } from './status-sentence.tsx';
import { useCalls } from './telephony-context.ts';

const isOver = (call: CallSnapshot): boolean => call.state.name === 'ended';

/** The dial field and every call. */
export function CallsColumn() {
  const { t } = useTranslation('telephony');
  // An ignored call rings on elsewhere; here it is gone.
  const all = useCalls().filter((call) => !call.isIgnored);
  // Calls that I merged are one.
  const calls = shownCalls(all);
  const field = useRef<HTMLInputElement>(null);
  const current = currentCallOf(calls);
  const answered = calls.filter((call) => isAnswered(call.state));
  const [over, live] = [calls.filter(isOver), calls.filter((call) => !isOver(call))];
  // What has ended stays readable below what goes on, the newest first.
  const inOrder = [...live, ...over.toReversed()];
  const otherOf = (call: CallSnapshot): CallSnapshot | undefined => answered.find((other) => other.id !== call.id);
  return (
    <section aria-label={t('parts.calls')} className="flex min-h-0 flex-1 flex-col gap-3 overflow-auto p-3">
      <Dialler fieldRef={field} />
      <UnreachableNotice />
      {inOrder.map((call) => (
        <CallCard
          key={call.id}
          call={call}
          isCurrent={call.id === current?.id}
          swapWith={isAnswered(call.state) ? otherOf(call) : undefined}
          onAddCall={() => field.current?.focus()}
        />
      ))}
      {calls.length === 0 && <EmptyState icon={PhoneCall} title={t('call.none')} text={t('call.noneText')} />}
    </section>
  );
}

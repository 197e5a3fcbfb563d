import { capabilities, type Capability } from '../../state/live-view.ts';
import { useWords } from '../words/customer-words.tsx';
import { clockOf } from './clock.ts';
import { useLive, useSession } from './customer-session.tsx';
import { TouchButton } from './touch-button.tsx';
import { useNow } from './use-now.ts';

/** What is allowed at this moment, to whom, how long, and a button to end each. */
export function AllowedList() {
  const { allowed } = useWords();
  const views = useLive((view) => view.capabilities);
  const granted = capabilities.filter((one) => views[one].state === 'granted');
  const nowMs = useNow(granted.some((one) => views[one].holders?.some(({ until }) => until !== undefined)));
  if (granted.length === 0) return <p className="text-n11">{allowed.nothing}</p>;
  return (
    <ul className="flex flex-col divide-y divide-n6">
      {granted.map((one) => (
        <Entry key={one} capability={one} nowMs={nowMs} />
      ))}
    </ul>
  );
}

function Entry({ capability, nowMs }: { readonly capability: Capability; readonly nowMs: number }) {
  const { allowed, capability: names } = useWords();
  const session = useSession();
  const { holders = [] } = useLive((view) => view.capabilities[capability]);
  const people = useLive((view) => view.people);
  return (
    <li className="flex items-center justify-between gap-2 py-1">
      <span className="flex min-w-0 flex-col">
        {holders.map(({ seatId, until }) => (
          <span key={seatId} className="flex flex-col">
            <span className="break-words">
              {allowed.entry(people.find((person) => person.seatId === seatId)?.name ?? '', names[capability])}
            </span>
            <span className="text-dense text-n11 tabular-nums">
              {until === undefined ? allowed.untilEnd : allowed.left(clockOf(until - nowMs))}
            </span>
          </span>
        ))}
      </span>
      <TouchButton aria-label={allowed.takeNamed(names[capability])} onClick={() => session.revoke(capability)}>
        {allowed.take}
      </TouchButton>
    </li>
  );
}

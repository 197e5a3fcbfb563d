import { useWords } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { shownName } from './names.ts';
import { Part } from './part.tsx';
import { TouchButton } from './touch-button.tsx';

/** Who else is in. Only shown when there are more than one, or one whose browser was removed: the first is in the heading. */
export function PeoplePart() {
  const words = useWords();
  const session = useSession();
  const people = useLive((view) => view.people);
  const organisation = useLive((view) => view.organisation);
  const experts = people.filter(({ role, isSealed }) => role === 'expert' && isSealed);
  if (experts.length < 2 && !experts.some(({ seatId }) => organisation[seatId] === 'removed')) return null;
  return (
    <Part title={words.people.title}>
      <ul className="flex flex-col divide-y divide-n6">
        {experts.map((person) => (
          <li key={person.seatId} className="flex items-center justify-between gap-2 py-1">
            <span className="min-w-0 break-words">
              {shownName(person, words)}
              {!person.isHere && <span className="text-n11"> ({words.people.away})</span>}
            </span>
            <TouchButton tone="danger-quiet" onClick={() => void session.remove(person.seatId)}>
              {words.people.remove(person.name)}
            </TouchButton>
          </li>
        ))}
      </ul>
    </Part>
  );
}

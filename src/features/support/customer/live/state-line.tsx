import { useSpeech } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { isCutOff } from './is-cut-off.ts';
import { LineQuality } from './line-quality.tsx';
import { expertsOf, listOf, shownName } from './names.ts';
import { TouchButton } from './touch-button.tsx';

export interface StateLineProps {
  /** Above a picture that needs the room. */
  readonly isSmall?: boolean;
  /** The page says elsewhere that the network carries too little. */
  readonly isWeakTold?: boolean;
}

/** With whom, and how the connection is. */
export function StateLine({ isSmall = false, isWeakTold = false }: StateLineProps) {
  const { words, language } = useSpeech();
  const session = useSession();
  const { state, people: peopleWords } = words;
  const link = useLive((view) => view.link);
  const people = useLive((view) => view.people);
  const tenantName = useLive((view) => view.session.tenantName);
  const experts = expertsOf(people);
  const known = experts.filter(({ vouchedBy }) => vouchedBy === undefined).map(({ name }) => name);
  const vouched = experts.filter(({ vouchedBy }) => vouchedBy !== undefined);
  // When the one who vouched has left, those that they vouched for are who one is connected with.
  const names = listOf(known.length > 0 ? known : vouched.map((person) => shownName(person, words)), language);
  const isTroubled = link === 'reconnecting' || link === 'locked' || link === 'waiting';
  const cutOff = useLive(isCutOff) ? ` ${state.cutOff}` : '';
  const offline = link === 'reconnecting' && !navigator.onLine ? `${state.offline} ` : '';
  const text = link === 'ended' ? '' : `${offline}${state[link]}${cutOff}`;
  return (
    <header className="flex flex-col gap-1">
      <h1 className={`font-semibold break-words ${isSmall ? 'text-body' : 'text-page'}`}>
        {experts.length > 0 ? peopleWords.with(names, tenantName) : link === 'joining' ? words.arrival.joining : peopleWords.nobody}
      </h1>
      {known.length > 0 && vouched.map((person) => <p key={person.seatId}>{shownName(person, words)}</p>)}
      <LineQuality isWeakTold={isWeakTold} />
      <div className="flex flex-wrap items-center gap-2">
        <p
          role="status"
          className={`flex-1 ${isSmall ? 'text-dense' : ''} ${isTroubled ? 'rounded-card bg-amber-soft p-3 text-amber-text' : 'text-violet-text'}`}
        >
          {text}
        </p>
        {link === 'reconnecting' && <TouchButton onClick={() => session.retryNow()}>{state.retry}</TouchButton>}
      </div>
    </header>
  );
}

import { capabilityOf, sources, type Source } from '../../state/sources.ts';
import { useSpeech } from '../words/customer-words.tsx';
import { useLive } from './customer-session.tsx';
import { listOf } from './names.ts';

/** What somebody who is let in has at once, as it is shown already, and as long as who. */
export function WillSee({ name }: { readonly name: string }) {
  const streams = useLive((view) => view.streams);
  const shown = sources.filter((source) => streams.some((stream) => stream.isMine && stream.source === source));
  return shown.map((source) => <Sentence key={source} name={name} source={source} />);
}

function Sentence({ name, source }: { readonly name: string; readonly source: Source }) {
  const { words, language } = useSpeech();
  const people = useLive((view) => view.people);
  const { holders = [] } = useLive((view) => view.capabilities[capabilityOf[source]]);
  const last = Math.max(...holders.map(({ until = Infinity }) => until));
  const longest = last === Infinity ? [] : holders.filter(({ until }) => until === last);
  const names = people.filter((person) => longest.some(({ seatId }) => seatId === person.seatId)).map((person) => person.name);
  const { capability } = words;
  const what = source === 'voice' ? [capability.voice] : [capability[capabilityOf[source]], capability.point];
  return <p>{words.people.willMay(name, listOf(what, language), listOf(names, language))}</p>;
}

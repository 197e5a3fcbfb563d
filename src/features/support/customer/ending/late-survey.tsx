import { useState } from 'react';
import { useLive, useSession } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import { useEndedWords } from './use-ended-words.ts';
import { Stars } from './stars.tsx';

/** Asks how it was when somebody else ended the session; who has said so before is not asked again. */
export function LateSurvey() {
  const { ending } = useWords();
  const { notRated } = useEndedWords();
  const session = useSession();
  const said = useLive((view) => view.survey?.rating) ?? 0;
  const [wasSaid] = useState(said > 0);
  const [state, setState] = useState<'asked' | 'sending' | 'failed'>('asked');
  if (wasSaid) return null;
  const rate = async (rating: number): Promise<void> => {
    setState('sending');
    setState((await session.rateEnded(rating)) ? 'asked' : 'failed');
  };
  return (
    <fieldset className="card flex flex-col gap-2 p-4">
      <legend className="float-start mb-1 w-full font-medium">{ending.question}</legend>
      <Stars rating={said} disabled={said > 0 || state === 'sending'} onRate={(rating) => void rate(rating)} />
      <p role="status" className="text-n11 empty:hidden">
        {said > 0 ? ending.thanks : state === 'failed' && notRated}
      </p>
    </fieldset>
  );
}

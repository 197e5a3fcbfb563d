import { useWords } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { OrganisationLines } from './organisation-lines.tsx';
import { Part } from './part.tsx';
import { TouchButton } from './touch-button.tsx';

/** Thirty digits in groups of five, as people read them aloud. */
export function groupsOf(digits: string): readonly string[] {
  return digits.replaceAll(/\D/gu, '').match(/.{1,5}/gu) ?? [];
}

/** What both sides compare by voice. */
export function SafetyWordsPart() {
  const { safety } = useWords();
  const session = useSession();
  const words = useLive((view) => view.words);
  return (
    <Part title={safety.title}>
      <p className="text-n11">{words ? safety.hint : safety.none}</p>
      {words && (
        <>
          <ul aria-label={safety.emoji} className="flex flex-wrap gap-2 text-timer">
            {words.emoji.map((emoji, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the order is what is compared, and one may come twice
              <li key={at}>{emoji}</li>
            ))}
          </ul>
          <p aria-label={safety.digits} role="group" className="flex flex-wrap gap-x-3 font-mono text-title tabular-nums">
            {groupsOf(words.digits).map((group, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- as above
              <span key={at}>{group} </span>
            ))}
          </p>
          <TouchButton tone="danger-quiet" className="self-start" title={safety.differHint} onClick={() => void session.wordsDiffer()}>
            {safety.differ}
          </TouchButton>
        </>
      )}
      <OrganisationLines />
    </Part>
  );
}

import { useWords } from '../words/customer-words.tsx';
import { useLive } from './customer-session.tsx';

/** How good the connection is, and why it is not. That all is lost says the line above. `isWeakTold`: elsewhere, and nothing good is said beside it. */
export function LineQuality({ isWeakTold = false }: { readonly isWeakTold?: boolean }) {
  const { quality: words } = useWords();
  const quality = useLive((view) => view.quality);
  const link = useLive((view) => view.link);
  if (!quality || link !== 'live' || (isWeakTold && quality.state === 'good')) return null;
  const text = quality.state === 'lost' ? words.lost : quality.why === undefined ? words.good : words[quality.why];
  return (
    <p role="status" className={quality.state === 'good' ? 'text-n11' : 'rounded-card bg-amber-soft p-3 text-amber-text'}>
      {text}
    </p>
  );
}

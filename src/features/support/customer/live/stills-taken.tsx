import { useEffect, useState } from 'react';
import { useLive } from './customer-session.tsx';

/** How long it is said. */
const noteMs = 6_000;

/** That a picture was taken is said each time. */
export function StillsTaken({ say }: { readonly say: (count: number) => string }) {
  const count = useLive((view) => view.stills.length);
  const [said, setSaid] = useState(count);
  useEffect(() => {
    if (count === said) return undefined;
    const timer = setTimeout(() => setSaid(count), noteMs);
    return () => clearTimeout(timer);
  }, [count, said]);
  return count > said ? (
    <div role="status" className="rounded-card bg-amber-soft p-2 text-amber-text shadow-overlay">
      {say(count)}
    </div>
  ) : null;
}

import { useState } from 'react';
import { useWords } from '../words/customer-words.tsx';
import { useLive } from './customer-session.tsx';
import { TouchButton } from './touch-button.tsx';

/** That this tab cannot come back, once. */
export function NotKeptNote() {
  const { state } = useWords();
  const isKept = useLive((view) => view.isKept);
  const [isRead, setRead] = useState(false);
  if (isKept || isRead) return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 rounded-card bg-amber-soft p-3 text-amber-text">
      <p className="min-w-60 flex-1">{state.notKept}</p>
      <TouchButton onClick={() => setRead(true)}>{state.understood}</TouchButton>
    </div>
  );
}

import { useSyncExternalStore } from 'react';
import { Part } from '../live/part.tsx';
import { useCustomerLife, useLive } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import type { CobrowseView } from './cobrowse-seat.ts';

const none: CobrowseView = { state: 'no-page', title: '' };
const nothing = (): (() => void) => () => undefined;

/** What is known of the page that opened this window. */
export function useCobrowse(): CobrowseView {
  const { cobrowse } = useCustomerLife();
  const look = cobrowse?.getState ?? (() => none);
  return useSyncExternalStore(cobrowse?.subscribe ?? nothing, look, look);
}

/** Whether the page that opened this window can be controlled, and what is missing. */
export function CobrowseNote() {
  const { cobrowse: words } = useWords();
  const { cobrowse } = useCustomerLife();
  const { state, title } = useCobrowse();
  const holder = useLive((view) => view.people.find(({ seatId }) => seatId === view.controlHolder)?.name);
  if (!cobrowse) return null;
  return (
    <Part title={words.title}>
      {title !== '' && <p className="break-words font-medium">{title}</p>}
      <p role="status" className="text-n11">
        {state === 'ready' && holder !== undefined ? words.controls(holder) : words[state]}
      </p>
    </Part>
  );
}

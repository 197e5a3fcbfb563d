import { useEffect, useEffectEvent } from 'react';
import { ringingCallOf } from './current-call.ts';
import { useTelephony } from './telephony-context.ts';

const needsEnter = 'input, textarea, select, button, a, summary, [role="option"], [role="menuitem"]';
const needsEscape = 'input, textarea, select';

/** Enter answers and Esc declines the call that rings, unless what has the focus needs the key itself. */
export function useIncomingKeys(): void {
  const telephony = useTelephony();
  const handle = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const call = ringingCallOf(telephony.phone.getState().calls);
    if (call === undefined) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    const isFree = (selector: string): boolean => target?.closest(selector) === null || target === undefined;
    if (event.key === 'Enter' && isFree(needsEnter)) telephony.run({ name: 'answer', callId: call.id });
    else if (event.key === 'Escape' && isFree(`${needsEscape}, [role="dialog"], [role="menu"]`))
      telephony.run({ name: 'decline', callId: call.id });
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => handle(event);
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

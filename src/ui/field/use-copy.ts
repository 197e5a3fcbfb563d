import { useState } from 'react';

/** `refused`: the page may not use the clipboard, because it came over plain http or the browser says no. */
export type CopyState = 'not-yet' | 'copied' | 'refused';

/** Copies text to the clipboard and says whether it worked. */
export function useCopy(): { state: CopyState; copy: (text: string) => void } {
  const [state, setState] = useState<CopyState>('not-yet');
  const copy = (text: string): void => {
    // `navigator.clipboard` exists only in secure contexts (Clipboard API §4: [SecureContext]).
    if (!isSecureContext) return setState('refused');
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      // Without the right there is still the keyboard: whoever calls shows how.
      () => setState('refused'),
    );
  };
  return { state, copy };
}

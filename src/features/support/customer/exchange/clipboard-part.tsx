import { ClipContent } from '../../exchange/clip-content.tsx';
import { useClipboard, useCopied } from '../../exchange/use-clipboard.ts';
import type { ClipboardView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useExchangeWords } from './use-exchange-words.ts';

/** The clipboard both ways. There only while it is allowed. */
export function ClipboardPart() {
  const { clipboard: words } = useExchangeWords();
  const { isAllowed, last, trouble, send } = useClipboard(useSession());
  if (!isAllowed) return null;
  return (
    <Part title={words.title}>
      <TouchButton className="self-start" onClick={() => void send()}>
        {words.send}
      </TouchButton>
      {trouble !== undefined && <p role="alert">{words[trouble]}</p>}
      {last && <Received key={last.at} clip={last} />}
    </Part>
  );
}

function Received({ clip }: { readonly clip: ClipboardView }) {
  const { clipboard: words } = useExchangeWords();
  const name = useLive(({ people }) => people.find(({ seatId }) => seatId === clip.seatId)?.name ?? '');
  const { copied, copy } = useCopied(clip);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-n11">{words.from(name)}</p>
      <ClipContent clip={clip} pictureLabel={words.picture} />
      <TouchButton className="self-start" onClick={() => void copy()}>
        {words[copied ?? 'copy']}
      </TouchButton>
    </div>
  );
}

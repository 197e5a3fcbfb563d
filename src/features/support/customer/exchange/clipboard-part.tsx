import { useEffect, useRef, useState } from 'react';
import type { ClipboardView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { pngOf, readClipboard } from './read-clipboard.ts';

/** The clipboard both ways, by a click each time: nothing is read or written by itself. There only while it is allowed. */
export function ClipboardPart() {
  const { clipboard: words } = useWords();
  const session = useSession();
  const isAllowed = useLive(({ capabilities, link }) => link === 'live' && capabilities.clipboard.state === 'granted');
  const all = useLive((view) => view.clipboard);
  const mySeatId = useLive((view) => view.mySeatId);
  const [trouble, setTrouble] = useState<'empty' | 'blocked'>();
  if (!isAllowed) return null;
  const send = async (): Promise<void> => {
    const content = await readClipboard(navigator.clipboard);
    setTrouble(content.mime === 'none' ? content.why : undefined);
    if (content.mime !== 'none') session.sendClipboard(content.mime, content.data);
  };
  const last = all.findLast(({ seatId }) => seatId !== mySeatId);
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
  const { clipboard: words } = useWords();
  const name = useLive(({ people }) => people.find(({ seatId }) => seatId === clip.seatId)?.name ?? '');
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (clip.mime === 'text/plain') await navigator.clipboard.writeText(clip.data);
    else await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(clip.data) })]);
    setCopied(true);
  };
  return (
    <div className="flex flex-col gap-2">
      <p className="text-n11">{words.from(name)}</p>
      {clip.mime === 'text/plain' ? (
        <p className="max-h-32 overflow-y-auto rounded-card bg-n3 p-2 break-words whitespace-pre-wrap">{clip.data}</p>
      ) : (
        <ClipPicture data={clip.data} />
      )}
      <TouchButton className="self-start" onClick={() => void copy()}>
        {isCopied ? words.copied : words.copy}
      </TouchButton>
    </div>
  );
}

function ClipPicture({ data }: { readonly data: string }) {
  const { clipboard: words } = useWords();
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(pngOf(data));
    if (picture.current) picture.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [data]);
  return <img ref={picture} alt={words.picture} className="max-h-40 max-w-full self-start object-contain" />;
}

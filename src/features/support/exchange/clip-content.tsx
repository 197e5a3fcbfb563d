import { useEffect, useRef } from 'react';
import type { ClipboardView } from '../state/live-view.ts';
import { pngOf } from './read-clipboard.ts';

/** Text or picture, as it came. */
export function ClipContent({ clip, pictureLabel }: { readonly clip: ClipboardView; readonly pictureLabel: string }) {
  if (clip.mime === 'text/plain')
    return <p className="max-h-32 overflow-y-auto rounded-card bg-n3 p-2 break-words whitespace-pre-wrap">{clip.data}</p>;
  return <ClipPicture data={clip.data} label={pictureLabel} />;
}

function ClipPicture({ data, label }: { readonly data: string; readonly label: string }) {
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(pngOf(data));
    if (picture.current) picture.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [data]);
  return <img ref={picture} alt={label} className="max-h-40 max-w-full self-start object-contain" />;
}

import { useEffect, useRef } from 'react';
import type { ClipboardView } from '../state/live-view.ts';

/** Text or picture, as it came. */
export function ClipContent({ clip, pictureLabel }: { readonly clip: ClipboardView; readonly pictureLabel: string }) {
  if (clip.mime === 'text/plain')
    return <p className="max-h-32 overflow-y-auto rounded-card bg-n3 p-2 break-words whitespace-pre-wrap">{clip.data}</p>;
  return <ClipPicture picture={clip.picture} label={pictureLabel} />;
}

function ClipPicture({ picture: png, label }: { readonly picture: Blob; readonly label: string }) {
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(png);
    if (picture.current) picture.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [png]);
  return <img ref={picture} alt={label} className="max-h-40 max-w-full self-start object-contain" />;
}

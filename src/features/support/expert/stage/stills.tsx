import { Download, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { KeepStillButton } from '../records/keep-still-button.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';

/** A picture that an expert took; in this page only, until it is saved or kept. */
export interface Still {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly at: number;
  readonly blob: Blob;
}

export function Stills({ stills, onDrop }: { readonly stills: readonly Still[]; readonly onDrop: (id: string) => void }) {
  const { t } = useTranslation('support');
  if (stills.length === 0) return null;
  return (
    <section aria-label={t('stage.stills')} className="flex gap-2 overflow-x-auto">
      {stills.map((still, at) => (
        <figure key={still.id} className="card w-44 shrink-0 overflow-hidden">
          <StillImage still={still} label={t('stage.stillNumber', { number: at + 1 })} />
          <figcaption className="flex items-center gap-1 px-2 py-1 text-caption text-n11">
            <span className="flex-1">
              {still.width} × {still.height}
            </span>
            <KeepStillButton picture={still.blob} number={at + 1} />
            <IconButton
              size="dense"
              icon={Download}
              label={t('stage.saveStill', { number: at + 1 })}
              onClick={() => saveBlob(still.blob, `still-${String(at + 1)}.png`)}
            />
            <IconButton size="dense" icon={X} label={t('stage.dropStill', { number: at + 1 })} onClick={() => onDrop(still.id)} />
          </figcaption>
        </figure>
      ))}
    </section>
  );
}

function StillImage({ still, label }: { readonly still: Still; readonly label: string }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(still.blob);
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [still]);
  return <img ref={image} alt={label} className="aspect-video w-full object-cover" />;
}

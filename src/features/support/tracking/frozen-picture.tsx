import { useEffect, useRef, useState } from 'react';
import type { PictureSize } from '../../../platform/masking/mask-messages.ts';
import { DrawingLayer } from '../customer/preview/drawing-layer.tsx';
import type { Frozen } from './stuck-drawings.ts';

interface FrozenPictureProps {
  /** The newest is shown. */
  readonly frozen: readonly Frozen[];
  /** Says why it is there. */
  readonly text: string;
  readonly label: string;
}

/** The picture as it was when it was drawn on, in a corner of the live one, while the object is not to be found there. */
export function FrozenPicture({ frozen, text, label }: FrozenPictureProps) {
  const newest = frozen.at(-1);
  return (
    <div className="pointer-events-none absolute bottom-2 left-2 z-10 w-2/5 max-w-80" role="status">
      {newest && (
        <figure className="overflow-hidden rounded-card border-2 border-amber-line bg-raised shadow-raised">
          <SceneImage key={newest.scene.id} frozen={newest} label={label} />
          <figcaption className="px-2 py-1 text-caption">{text}</figcaption>
        </figure>
      )}
    </div>
  );
}

/** Strokes as thick as they are on a picture of twice the pixels. */
const strokeScale = 2;

function SceneImage({ frozen: { scene, drawings }, label }: { readonly frozen: Frozen; readonly label: string }) {
  const image = useRef<HTMLImageElement>(null);
  const [size, setSize] = useState<PictureSize>();
  const { picture } = scene;
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([picture], { type: 'image/jpeg' }));
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [picture]);
  return (
    <div className="relative">
      <img
        ref={image}
        alt={label}
        className="block h-auto w-full"
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize({ width: naturalWidth * strokeScale, height: naturalHeight * strokeScale })
        }
      />
      {size && <DrawingLayer size={size} drawings={drawings} lasers={[]} />}
    </div>
  );
}

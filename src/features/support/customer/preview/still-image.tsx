import { useEffect, useRef, useState } from 'react';
import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';

interface StillImageProps {
  readonly blob: Blob;
  readonly label: string;
  /** What is said when the picture cannot be decoded. */
  readonly broken: string;
  readonly className?: string;
  readonly onSize?: (size: PictureSize) => void;
}

/** A picture of bytes, as it is; or why there is none. */
export function StillImage({ blob, label, broken, className, onSize }: StillImageProps) {
  const image = useRef<HTMLImageElement>(null);
  const [brokenBlob, setBrokenBlob] = useState<Blob>();
  useEffect(() => {
    const url = URL.createObjectURL(blob);
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  if (brokenBlob === blob)
    return (
      <p role="alert" className="grid size-full place-items-center bg-raised p-4 text-red-text">
        {broken}
      </p>
    );
  return (
    <img
      ref={image}
      alt={label}
      className={className}
      onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => onSize?.({ width, height })}
      onError={() => setBrokenBlob(blob)}
    />
  );
}

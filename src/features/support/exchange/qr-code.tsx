import { create } from 'qrcode';
import { useMemo } from 'react';

/** A QR code (ISO/IEC 18004) as one path; drawn here, so that the link goes nowhere. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    const dark = [...modules.data].flatMap((bit, at) =>
      bit === 0 ? [] : [`M${String(at % modules.size)} ${String(Math.floor(at / modules.size))}h1v1h-1z`],
    );
    return { size: modules.size, path: dark.join('') };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${String(size + 8)} ${String(size + 8)}`}
      className="size-48 self-center bg-white"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}

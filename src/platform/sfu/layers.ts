import type { types } from 'mediasoup-client';

/** How many sizes a stream has: `L2T3` and `S3T3` begin with it (W3C Scalable Video Coding, §6). */
export function spatialLayersOf({ encodings }: Pick<types.RtpParameters, 'encodings'>): number {
  const mode = /^[LS](\d)/u.exec(encodings?.[0]?.scalabilityMode ?? '');
  return mode ? Number(mode[1]) : 1;
}

/** The smallest size, from 0, that is not shown larger than it is. Each is twice as high as the one below. */
export function layerFor({ layers, shown, full }: { readonly layers: number; readonly shown: number; readonly full: number }): number {
  for (let layer = 0; layer < layers - 1; layer += 1) if (full / 2 ** (layers - 1 - layer) >= shown) return layer;
  return layers - 1;
}

/** A picture in grey, a byte a pixel, row by row. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The longer side of every picture that is tracked in, pixels. A hundredth of it is what a hand draws exactly. */
export const workSide = 320;
/** Each is half as large as the one before. */
export const levelCount = 4;

/** The size that a picture is tracked in: its longer side is `workSide`. */
export function workSizeOf(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = workSide / Math.max(width, height, 1);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Luma of RGBA (BT.601). */
export function grayOf(rgba: Uint8ClampedArray, width: number, height: number): Gray {
  const data = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < data.length; at += 1, from += 4)
    data[at] = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8;
  return { width, height, data };
}

/** From large to small; pixel x of one lies at `(x + 0.5) / 2 - 0.5` of the next. */
export function pyramidOf(gray: Gray): readonly Gray[] {
  const levels = [gray];
  while (levels.length < levelCount) levels.push(halved(levels.at(-1) ?? gray));
  return levels;
}

function halved({ width, height, data }: Gray): Gray {
  const half = { width: Math.max(1, width >> 1), height: Math.max(1, height >> 1) };
  const out = new Uint8Array(half.width * half.height);
  for (let y = 0; y < half.height; y += 1)
    for (let x = 0; x < half.width; x += 1) {
      const at = y * 2 * width + x * 2;
      out[y * half.width + x] = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + width] ?? 0) + (data[at + width + 1] ?? 0) + 2) >> 2;
    }
  return { ...half, data: out };
}

/** Each pixel the mean of its 5 by 5 neighbours: what is compared pixel by pixel must not hang on noise. */
export function blurred({ width, height, data }: Gray): Gray {
  const across = new Uint16Array(data.length);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let at = y * width + 2; at < (y + 1) * width - 2; at += 1)
      across[at] = (data[at - 2] ?? 0) + (data[at - 1] ?? 0) + (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
  for (let at = 2 * width; at < data.length - 2 * width; at += 1) {
    const above = (across[at - 2 * width] ?? 0) + (across[at - width] ?? 0);
    out[at] = (above + (across[at] ?? 0) + (across[at + width] ?? 0) + (across[at + 2 * width] ?? 0)) / 25;
  }
  return { width, height, data: out };
}

/** A QR code or barcode in a picture. */
export interface FoundCode {
  /** As ISO and GS1 name them: `QRCode`, `EAN13`, `Code128`. */
  readonly format: string;
  readonly text: string;
}

/** What we use of the browser's own reader (Shape Detection API), which TypeScript's library does not know. */
interface Detector {
  detect(picture: ImageBitmap): Promise<readonly { readonly rawValue: string; readonly format: string }[]>;
}
type DetectorClass = new () => Detector;

/**
 * The codes in a picture: by the browser's own reader where it has one that finds something, else by ours, which is fetched then. Nothing leaves the
 * browser.
 */
export async function readCodes(picture: ImageBitmap): Promise<readonly FoundCode[]> {
  const found = await detected(picture);
  if (found.length > 0) return found;
  const { readByZxing } = await import('./zxing.ts');
  return readByZxing(pixelsOf(picture));
}

async function detected(picture: ImageBitmap): Promise<readonly FoundCode[]> {
  const known: unknown = Object.getOwnPropertyDescriptor(globalThis, 'BarcodeDetector')?.value;
  if (typeof known !== 'function') return [];
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a global of that name is that class (Shape Detection API §2)
    const codes = await new (known as DetectorClass)().detect(picture);
    return codes.filter(({ rawValue }) => rawValue !== '').map(({ rawValue, format }) => ({ format, text: rawValue }));
  } catch {
    // Some systems have the class and no service behind it.
    return [];
  }
}

function pixelsOf(picture: ImageBitmap): ImageData {
  const { width, height } = picture;
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('this browser paints no pictures');
  pen.drawImage(picture, 0, 0);
  return pen.getImageData(0, 0, width, height);
}

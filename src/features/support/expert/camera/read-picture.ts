import { readCodes, type FoundCode } from '../../../../platform/codes/read-codes.ts';
import { frameOf } from '../../customer/camera/take-still.ts';

/** The codes in a still, or in the newest frame of a stream. @throws {Error} when there is no picture */
export async function readPicture(source: Blob | MediaStreamTrack): Promise<readonly FoundCode[]> {
  const picture = source instanceof Blob ? await createImageBitmap(source) : await frameOf(source);
  try {
    return await readCodes(picture);
  } finally {
    picture.close();
  }
}

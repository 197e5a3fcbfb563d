import { spawnSync } from 'node:child_process';
import type { PictureCodec } from './rtp-frames.ts';

const width = 64;
const height = 36;
const pixelBytes = 3;

export interface Decoded {
  readonly pictures: number;
  /** Of the picture in which it is most: the part of its left half that is red, 0 to 1. */
  readonly red: number;
}

/** Has ffmpeg decode frames, damaged ones too, and looks for the red left half that the rig's pictures have. */
export function decodePictures(frames: readonly Buffer[], codec: PictureCodec): Decoded {
  const read = '-v quiet -flags +output_corrupt -err_detect ignore_err -f ivf -i pipe:0';
  const write = `-fps_mode passthrough -vf scale=${String(width)}:${String(height)} -f rawvideo -pix_fmt rgb24 pipe:1`;
  const { stdout, error } = spawnSync('ffmpeg', `${read} ${write}`.split(' '), {
    input: ivfOf(frames, codec),
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw error;
  const pictureBytes = width * height * pixelBytes;
  const pictures = Math.floor(stdout.length / pictureBytes);
  const reds = Array.from({ length: pictures }, (_one, at) => redPartOf(stdout.subarray(at * pictureBytes, (at + 1) * pictureBytes)));
  return { pictures, red: Math.max(0, ...reds) };
}

function redPartOf(picture: Buffer): number {
  let red = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width / 2; x += 1) {
      const at = (y * width + x) * pixelBytes;
      const [r = 0, g = 0, b = 0] = picture.subarray(at, at + pixelBytes);
      if (r > 170 && g < 70 && b < 70) red += 1;
    }
  return red / ((width / 2) * height);
}

/** The simplest file of frames that ffmpeg reads: https://wiki.multimedia.cx/index.php/Duck_IVF */
function ivfOf(frames: readonly Buffer[], codec: PictureCodec): Buffer {
  const head = Buffer.alloc(32);
  head.write(`DKIF\0\0\u0020\0${codec === 'vp8' ? 'VP80' : 'VP90'}`, 'latin1');
  head.writeUInt16LE(1_280, 12);
  head.writeUInt16LE(720, 14);
  head.writeUInt32LE(25, 16);
  head.writeUInt32LE(1, 20);
  head.writeUInt32LE(frames.length, 24);
  return Buffer.concat([
    head,
    ...frames.flatMap((frame, at) => {
      const front = Buffer.alloc(12);
      front.writeUInt32LE(frame.length, 0);
      front.writeUInt32LE(at, 4);
      return [front, frame];
    }),
  ]);
}

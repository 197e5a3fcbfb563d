const longest = 200;
/** What no file system takes, what hides a name's end (bidirectional controls), and what leads out of a folder. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unwanted = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069"*/:<>?\\|]/gu;

/** Deeper than any folder of a person's; the rest of a path is left out from its beginning. */
const deepest = 32;

/** The way to a file within the folder that was offered, each part a name that can be saved; undefined when it is in none. */
export function cleanPath(path: string | undefined): string | undefined {
  const parts = path?.split('/').filter((part) => part !== '') ?? [];
  return parts.length < 2 ? undefined : parts.slice(-deepest).map(cleanName).join('/');
}

/** A name that can be shown and saved as it is; never empty, keeps its ending. */
export function cleanName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replaceAll(unwanted, '_')
    .replace(/^[. ]+/u, '')
    .replace(/[. ]+$/u, '');
  if (clean === '') return 'file';
  if (clean.length <= longest) return clean;
  const ending = /\.[^.]{1,16}$/u.exec(clean)?.[0] ?? '';
  return clean.slice(0, longest - ending.length) + ending;
}

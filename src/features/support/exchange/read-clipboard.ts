export type ClipboardContent =
  | { readonly mime: 'text/plain' | 'image/png'; readonly data: string }
  | { readonly mime: 'none'; readonly why: 'empty' | 'blocked' };

type Clip = Pick<Clipboard, 'read' | 'readText'>;

/** What lies in the clipboard now: a picture before text. Browsers ask the person, or refuse. */
export async function readClipboard(clipboard: Clip): Promise<ClipboardContent> {
  try {
    for (const item of await clipboard.read()) {
      if (item.types.includes('image/png')) return { mime: 'image/png', data: await base64Of(await item.getType('image/png')) };
      if (item.types.includes('text/plain')) return textOf(await (await item.getType('text/plain')).text());
    }
    return { mime: 'none', why: 'empty' };
  } catch (cause) {
    if (cause instanceof DOMException) return { mime: 'none', why: 'blocked' };
    throw cause;
  }
}

function textOf(data: string): ClipboardContent {
  return data === '' ? { mime: 'none', why: 'empty' } : { mime: 'text/plain', data };
}

async function base64Of(blob: Blob): Promise<string> {
  let text = '';
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCodePoint(byte);
  return btoa(text);
}

/** A PNG of the other side, to be shown and copied. */
export function pngOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], { type: 'image/png' });
}

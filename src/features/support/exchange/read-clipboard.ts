export type ClipboardContent =
  | { readonly mime: 'text/plain'; readonly data: string }
  | { readonly mime: 'image/png'; readonly picture: Blob }
  | { readonly mime: 'none'; readonly why: 'empty' | 'blocked' };

type Clip = Pick<Clipboard, 'read' | 'readText'>;

/** What lies in the clipboard now: a picture before text. Browsers ask the person, or refuse. */
export async function readClipboard(clipboard: Clip): Promise<ClipboardContent> {
  try {
    for (const item of await clipboard.read()) {
      if (item.types.includes('image/png')) return { mime: 'image/png', picture: await item.getType('image/png') };
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

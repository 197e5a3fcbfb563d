/** Document Picture-in-Picture (WICG); TypeScript's library does not know it. */
interface FloatingWindows {
  requestWindow(options: { width: number; height: number; disallowReturnToOpener?: boolean }): Promise<Window>;
}

function hasFloatingWindows(at: object): at is { readonly documentPictureInPicture: FloatingWindows } {
  return 'documentPictureInPicture' in at;
}

/** Whether this browser has windows that stay on top. */
export function canFloat(): boolean {
  return hasFloatingWindows(globalThis);
}

/** Opens a small window that stays on top of all others, dressed like this page. Call it in a click. Undefined when the browser refuses. */
export async function openFloatingWindow(title: string): Promise<Window | undefined> {
  const page: object = globalThis;
  if (!hasFloatingWindows(page)) return undefined;
  try {
    const floating = await page.documentPictureInPicture.requestWindow({ width: 360, height: 520, disallowReturnToOpener: true });
    dress(floating.document, title);
    return floating;
  } catch (cause) {
    if (cause instanceof DOMException) return undefined;
    throw cause;
  }
}

function dress(to: Document, title: string): void {
  const from = document.documentElement;
  to.title = title;
  to.documentElement.lang = from.lang;
  to.documentElement.dataset['theme'] = from.dataset['theme'] ?? 'light';
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) to.head.append(to.importNode(sheet, true));
}

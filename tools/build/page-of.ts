export interface PageParts {
  /** Begins something, and is short. */
  readonly atOnce: string;
  readonly style: string;
  /** What is asked for beside the page. */
  readonly links: string;
  readonly script: string;
  readonly language: string;
  /** Addresses of the files that stand in the page now. */
  readonly inPage: readonly string[];
}

/** How the build names a file that runs, or a style. */
const named = / *<(?:script type="module"[^>]*\ssrc="([^"]*)"[^>]*><\/script>|link rel="stylesheet"[^>]*\shref="([^"]*)"[^>]*>)\n/g;

/**
 * The page that the build wrote, with its parts in it: first what is short and begins something, then what is asked for beside it, then the rest.
 * @throws when the build wrote another page than this one knows: half of it would be there twice, or not at all
 */
export function pageOf(html: string, { atOnce, style, links, script, language, inPage }: PageParts): string {
  const places: readonly (readonly [place: RegExp, text: string])[] = [
    [/<html lang="en">/g, `<html lang="${language}">`],
    [/<script src="\/theme\.js"><\/script>/g, `<script>${atOnce}</script>\n    ${links}\n    <style>${style}</style>`],
    [/<\/body>/g, `  <script type="module">${script}</script>\n  </body>`],
  ];
  const files = [...html.matchAll(named)].map(([, source, sheet]) => source ?? sheet);
  if (files.length !== inPage.length || !inPage.every((file) => files.includes(file)))
    throw new Error(`the built page names ${files.join(', ')}; what stands in it now is ${inPage.join(', ')}`);
  const bare = html.replaceAll(/ *<!--.*?-->\n/gs, '').replaceAll(named, '');
  for (const [place] of places) {
    const times = [...bare.matchAll(place)].length;
    if (times !== 1) throw new Error(`the built page has ${place.source} ${String(times)} times, not once`);
  }
  return places.reduce((page, [place, text]) => page.replace(place, () => text), bare);
}

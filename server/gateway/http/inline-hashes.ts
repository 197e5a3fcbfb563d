import { createHash } from 'node:crypto';

/** What pages of the build carry in themselves, as sources for a content policy (CSP Level 3 §2.3.1): `'sha256-…'`. */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** Of the build's own pages, as they lie on disk: a script or style that anybody else put into an answer has another hash. */
export function inlineHashesOf(pages: readonly string[]): InlineHashes {
  const all = (element: RegExp): readonly string[] => [
    ...new Set(pages.flatMap((html) => [...html.matchAll(element)].map(([, text = '']) => sourceOf(text)))),
  ];
  return {
    scripts: all(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g),
    styles: all(/<style[^>]*>([^]*?)<\/style>/g),
  };
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

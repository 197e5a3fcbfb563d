import { createHash } from 'node:crypto';
import { inlineTextsOf } from '../../../protocol/support/customer-pages.ts';

/** What pages of the build carry in themselves, as sources for a content policy (CSP Level 3 §2.3.1): `'sha256-…'`. */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** Of the build's own pages, as they lie on disk: a script or style that anybody else put into an answer has another hash. */
export function inlineHashesOf(pages: readonly string[]): InlineHashes {
  const texts = pages.map(inlineTextsOf);
  return {
    scripts: sourcesOf(texts.flatMap(({ scripts }) => scripts)),
    styles: sourcesOf(texts.flatMap(({ styles }) => styles)),
  };
}

function sourcesOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(sourceOf))];
}

/** What lets in this text and no other, to the last blank. */
export function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inlineHashesOf } from './inline-hashes.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const html = (...inside: readonly string[]): string => `<!doctype html><head>${inside.join('\n')}</head>`;

describe('[SU61] what stands in a page of the build', () => {
  it('is named by the hash of its text, to the last blank', () => {
    const page = html('<script>a(1);\n</script>', '<style>b{}</style>', '<script type="module">c()</script>');
    expect(inlineHashesOf([page])).toEqual({ scripts: [hashOf('a(1);\n'), hashOf('c()')], styles: [hashOf('b{}')] });
  });

  it('that is the same on two pages is named once; scripts with an address are none', () => {
    const script = '<script>a()</script>';
    expect(inlineHashesOf([html(script), html(script, '<script src="/x.js"></script>')])).toEqual({ scripts: [hashOf('a()')], styles: [] });
  });
});

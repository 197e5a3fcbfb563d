import { Suspense } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { latePage } from './late-page.tsx';

const Found = () => <p>here</p>;
const drawn = ({ Page }: ReturnType<typeof latePage>): string =>
  renderToStaticMarkup(
    <Suspense fallback="waiting">
      <Page />
    </Suspense>,
  );

describe('[SU445] a page of the session', () => {
  it('that was fetched ahead is drawn at once; (control) one that was not is waited for', async () => {
    const ahead = latePage(() => Promise.resolve(Found));
    await ahead.prepare();
    expect(drawn(ahead)).toBe('<p>here</p>');
    expect(drawn(latePage(() => Promise.resolve(Found)))).toContain('waiting');
  });

  it('that could not be fetched ahead is asked for again', async () => {
    const load = vi.fn<() => Promise<typeof Found>>(() => Promise.resolve(Found)).mockRejectedValueOnce(new TypeError('no network'));
    const page = latePage(load);
    await page.prepare();
    expect(drawn(page)).toContain('waiting');
    await page.prepare();
    expect(drawn(page)).toBe('<p>here</p>');
  });
});

import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { latePart } from './late-part.tsx';

const Found = ({ text }: { readonly text: string }) => <p>{text}</p>;
const drawn = ({ Part }: ReturnType<typeof latePart<{ readonly text: string }>>): string => renderToStaticMarkup(<Part text="here" />);

describe('[SU445] a part of the session', () => {
  it('that was fetched ahead is drawn at once; (control) one that was not is not', async () => {
    const ahead = latePart(() => Promise.resolve(Found));
    await ahead.prepare();
    expect(drawn(ahead)).toBe('<p>here</p>');
    expect(drawn(latePart(() => Promise.resolve(Found)))).toBe('');
  });

  it('that could not be fetched ahead is asked for again', async () => {
    const load = vi.fn<() => Promise<typeof Found>>(() => Promise.resolve(Found)).mockRejectedValueOnce(new TypeError('no network'));
    const part = latePart(load);
    await part.prepare();
    expect(drawn(part)).toBe('');
    await part.prepare();
    expect(drawn(part)).toBe('<p>here</p>');
  });
});

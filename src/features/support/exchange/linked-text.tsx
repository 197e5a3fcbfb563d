import type { ReactNode } from 'react';

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/gu;

/** Text in which addresses can be followed: only http and https, in a window that knows nothing of this one. */
export function LinkedText({ text }: { readonly text: string }): ReactNode {
  return text.split(address).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- parts of one text, which does not change
      <a key={at} href={part} target="_blank" rel="noopener noreferrer nofollow" className="text-accent-text underline">
        {part}
      </a>
    ),
  );
}

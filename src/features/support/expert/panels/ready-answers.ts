import type { CannedReply } from '../../../../../protocol/support/session.ts';

const mostShown = 6;

/** What was typed after the `/` that asks for ready answers; undefined: nobody asks. */
export function askedFor(text: string): string | undefined {
  return text.startsWith('/') && !text.includes('\n') ? text.slice(1).trim().toLocaleLowerCase() : undefined;
}

/** Titles that begin with it first, then those that have it, then texts that have it. */
export function answersFor(asked: string, replies: readonly CannedReply[]): readonly CannedReply[] {
  const rank = ({ title, text }: CannedReply): number => {
    const name = title.toLocaleLowerCase();
    if (name.startsWith(asked)) return 0;
    if (name.includes(asked)) return 1;
    return text.toLocaleLowerCase().includes(asked) ? 2 : 3;
  };
  return replies
    .filter((reply) => rank(reply) < 3)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, mostShown);
}

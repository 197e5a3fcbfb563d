import { describe, expect, it } from 'vitest';
import type { FirstWords } from '../../../../platform/relay/hello.ts';
import { TestLine } from '../../../../platform/relay/testing/test-line.ts';
import { Knocker } from './knock.ts';

const byLink = { kind: 'link', routingId: 'r'.repeat(22), secret: 's'.repeat(22), name: 'Chris' } as const;
const byCode = { kind: 'code', nameplate: '482913', word: 'river lamp', name: 'Chris' } as const;

function door({ kept = [] as readonly string[] } = {}) {
  const said: FirstWords[] = [];
  const line = { isSpoken: false, say: (words: FirstWords) => void said.push(words), take: () => new TestLine() };
  return { said, line, knocker: new Knocker(line, { getItem: (key) => (kept.includes(key) ? '{}' : null) }) };
}

describe('[SU453] a click', () => {
  it('says who comes by which public half, and greets; the secret one is not in it', () => {
    for (const [request, as] of [
      [byLink, { kind: 'link', routingId: byLink.routingId }],
      [byCode, { kind: 'code', nameplate: '482913' }],
    ] as const) {
      const { said, knocker } = door();
      const words = knocker.knock(request);
      expect(said).toEqual([words]);
      expect(words?.hello).toMatchObject({ type: 'hello', as, after: 0, name: 'Chris' });
      const greeting = Buffer.from(words?.log.body ?? '', 'base64url').toString();
      expect(greeting).toContain(words?.run);
      for (const secret of [byLink.secret, byCode.word]) expect(JSON.stringify(said) + greeting).not.toContain(secret);
    }
  });

  it('that comes again is said once, as long as nobody went on from it and the line is there', () => {
    const { said, line, knocker } = door();
    const words = knocker.knock(byLink);
    line.isSpoken = true;
    expect(knocker.knock(byLink)).toBe(words);
    expect(said).toHaveLength(1);
    expect(knocker.knock(byCode), 'another invite').not.toBe(words);
    line.isSpoken = false;
    expect(knocker.knock(byCode)?.run).not.toBe(said[1]?.hello);
    expect(said).toHaveLength(3);
  });

  it('[SU457] that comes after a session took the line is somebody new: the seat of before may have been refused', () => {
    const { line, knocker } = door();
    const first = knocker.knock(byCode)?.as.token;
    line.isSpoken = false;
    knocker.take();
    expect(knocker.knock(byCode)?.as.token).not.toBe(first);
  });

  it('with another name is said anew', () => {
    const { said, line, knocker } = door();
    knocker.knock(byLink);
    line.isSpoken = true;
    expect(knocker.knock({ ...byLink, name: 'Kim' })?.hello).toMatchObject({ name: 'Kim' });
    expect(said).toHaveLength(2);
  });

  it('[SU457] whose line was lost brings the same token when it comes again, and another one for another invite', () => {
    const { line, knocker } = door();
    const first = knocker.knock(byLink)?.as.token;
    expect(first).toMatch(/^[\w-]{43}$/u);
    line.isSpoken = false;
    expect(knocker.knock(byLink)?.as.token).toBe(first);
    expect(knocker.knock(byCode)?.as.token).not.toBe(first);
  });

  it('of whoever has a kept seat says nothing', () => {
    const { said, knocker } = door({ kept: [`support-seat ${byLink.routingId}`] });
    expect(knocker.knock(byLink)).toBeUndefined();
    expect(knocker.knock({ kind: 'back', routing: byLink.routingId, name: 'Chris' })).toBeUndefined();
    expect(said).toEqual([]);
    knocker.knock(byCode);
    expect(said, 'control').toHaveLength(1);
  });
});

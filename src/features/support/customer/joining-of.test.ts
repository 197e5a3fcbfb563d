import { describe, expect, it } from 'vitest';
import { firstWordsOf } from '../state/first-words.ts';
import { asOf } from './arrival/join-request.ts';
import { joiningOf } from './joining-of.ts';

const byLink = { kind: 'link', routingId: 'r'.repeat(22), secret: 'c2VjcmV0', name: 'Chris' } as const;
const byCode = { kind: 'code', nameplate: '482913', word: 'river lamp', name: 'Chris' } as const;

describe('a customer who comes in', () => {
  it.each([byLink, byCode])('[SU457] goes on with the token that the click said ($kind)', (request) => {
    const said = firstWordsOf({ as: asOf(request), routing: 'x', name: 'Chris' }, 0.5);
    expect(said.as.token).toMatch(/^[\w-]{43}$/u);
    expect(joiningOf(request, said)).toMatchObject({ as: said.as, said });
    expect(joiningOf(request, undefined), '(control) of who said nothing the line makes one').toMatchObject({ as: asOf(request) });
  });

  it('comes back by the half that the relay knows, with no secret', () => {
    const back = (routing: string) => joiningOf({ kind: 'back', routing, name: 'Chris' }, undefined);
    expect(back('482913')).toMatchObject({ as: { kind: 'code', nameplate: '482913' }, routing: '482913' });
    expect(back(byLink.routingId)).toMatchObject({ as: { kind: 'link', routingId: byLink.routingId } });
  });
});

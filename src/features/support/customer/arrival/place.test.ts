import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';

const id = 'AbCdEfGhIjKlMnOpQrStUv';
const secret = 'vUtSrQpOnMlKjIhGfEdCbA';

describe('[SU120] where an address leads', () => {
  it('a link has a routing half and a secret half', () => {
    expect(placeOf(`/j/${id}`, secret)).toEqual({ kind: 'link', routingId: id, isCamera: false, secret });
    expect(placeOf(`/see/${id}/`, secret)).toEqual({ kind: 'link', routingId: id, isCamera: true, secret });
  });

  it('half a link is known as such', () => {
    expect(placeOf(`/j/${id}`, '')).toMatchObject({ kind: 'link', secret: undefined });
    expect(placeOf(`/j/${id}`, 'x')).toMatchObject({ kind: 'link', secret: undefined });
  });

  it('everything else asks for a code', () => {
    for (const path of ['/j', '/j/', '/see', '/j/short', `/j/${id}/more`, `/x/${id}`])
      expect(placeOf(path, secret)).toEqual({ kind: 'code' });
  });
});

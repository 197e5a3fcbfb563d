import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeIdOf } from './node-identity.ts';

describe('the name of a node', () => {
  it('[OP7] is made once for a data folder, which is made too', () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'deskline-node-')), 'data');
    const id = nodeIdOf(folder);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect([nodeIdOf(folder), readdirSync(folder)]).toEqual([id, ['node-id']]);
  });

  it('[OP7] is made anew where a crash left an empty file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'deskline-node-'));
    writeFileSync(path.join(folder, 'node-id'), '');
    const id = nodeIdOf(folder);
    expect([id.length, nodeIdOf(folder)]).toEqual([36, id]);
  });
});

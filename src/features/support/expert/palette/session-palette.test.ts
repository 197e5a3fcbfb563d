import { describe, expect, it } from 'vitest';
import { PaletteRegistry } from '../../../../ui/palette/palette-registry.ts';
import { SessionPalette, type SessionCommand } from './session-palette.ts';

const { signal } = new AbortController();

function desk() {
  const registry = new PaletteRegistry();
  const done: string[] = [];
  const command = (title: string): SessionCommand => ({ id: title, title, run: () => done.push(title) });
  const found = async (query = ''): Promise<readonly string[]> => (await registry.find(query, signal)).items.map(({ title }) => title);
  return { registry, done, command, found, session: new SessionPalette(registry) };
}

describe('[SU581] what the palette knows of a session', () => {
  it('is what its parts can do, in the order of the console, found by any word of it', async () => {
    const { session, command, found } = desk();
    session.put('session', () => [command('End session')]);
    session.put('stage', () => [command('Take still'), command('Full screen')]);
    expect(await found()).toEqual(['Take still', 'Full screen', 'End session']);
    expect(await found('scr')).toEqual(['Full screen']);
  });

  it('is looked at again when a part can do something else, and is gone with the parts', async () => {
    const { registry, session, command, found } = desk();
    const before = registry.version();
    const old = session.put('may', () => [command('Ask to view')]);
    const next = session.put('may', () => [command('Ask to point')]);
    old();
    expect(await found()).toEqual(['Ask to point']);
    expect(registry.version()).toBeGreaterThan(before + 1);
    next();
    expect(await found()).toEqual([]);
  });

  it('is not done any more when it became impossible meanwhile', async () => {
    const { registry, session, command, done } = desk();
    let can = [command('Ask to view')];
    session.put('may', () => can);
    const [item] = (await registry.find('', signal)).items;
    item?.run();
    expect(done, 'control').toEqual(['Ask to view']);
    can = [];
    item?.run();
    expect(done).toEqual(['Ask to view']);
  });
});

import { describe, expect, it } from 'vitest';
import { unheardSinceOf } from '../../state/empty-view.ts';
import { Stage } from '../stage/stage.tsx';
import { shown } from '../testing/shown.testing.tsx';
import { AwayNote } from './away-note.tsx';
import { LineQuality } from './line-quality.tsx';

const note = <AwayNote onAgain={() => undefined} />;
const good = { state: 'good', why: undefined } as const;
const full = { isFull: false, toggle: () => undefined };
const stage = <Stage stream={undefined} still={undefined} tool="look" isSticky={false} full={full} onGiveBack={() => undefined} />;

describe('[SU562] a console that hears nothing of the customer', () => {
  const away = { link: 'locked', quality: good, unheardSince: performance.now() } as const;

  it('says nothing good of the connection, and does when the customer is heard (control)', () => {
    expect(shown(<LineQuality />, away)).toBe('');
    expect(shown(<LineQuality />, { link: 'live', quality: good })).toContain('Good connection');
  });

  it('has a stage that says so and asks nobody to ask', () => {
    const html = shown(stage, away);
    expect(html).toContain('The customer is away');
    expect(html).not.toContain('Ask to view');
    expect(shown(stage, away, 'de')).toContain('Der Kunde ist weg');
    expect(shown(stage, { link: 'live' })).toContain('Ask to view');
  });

  it('says after a minute what can be done, and not before', () => {
    expect(shown(note, away)).toBe('');
    const long = { ...away, unheardSince: performance.now() - 61_000 };
    expect(shown(note, long)).toMatch(/wait.*call them, begin another session.*end this one/u);
    expect(shown(note, long, 'de')).toMatch(/warten.*anrufen.*neue Sitzung.*beenden/u);
  });

  it('counts from the first of it, also when its own line is lost and comes back meanwhile', () => {
    expect(unheardSinceOf('locked', undefined, 5)).toBe(5);
    expect(unheardSinceOf('reconnecting', 5, 9)).toBe(5);
    expect(unheardSinceOf('locked', 5, 12)).toBe(5);
    expect(unheardSinceOf('live', 5, 12)).toBeUndefined();
  });
});

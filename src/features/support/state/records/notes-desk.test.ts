import { describe, expect, it } from 'vitest';
import type { SessionNotes } from '../../../../../protocol/support/records.ts';
import { toBase64Url } from '../../../../../seal/index.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import type { Draft } from './note-draft.ts';
import { NotesDesk } from './notes-desk.ts';
import { RecordFailure } from './record-failure.ts';

/** A server with the notes of one session; “sealed” is backwards. */
class Server {
  notes: SessionNotes = { sealed: null, version: 0, changedAt: null, changedBy: null };
  fault: Error | undefined;
  /** It keeps what it is sent, and its answer never comes. */
  isMute = false;
  /** What was sent when a page went. */
  readonly last: string[] = [];

  desk(name: string, isApproved = true, browser: { draft: Draft | undefined; isFull?: boolean } = { draft: undefined }) {
    const tasks: (() => void)[] = [];
    const turned = (bytes: Uint8Array<ArrayBuffer>) => bytes.toReversed();
    const desk = new NotesDesk({
      read: async () => this.notes,
      write: async ({ sealed, version }, how) => {
        if (how?.isLast === true) this.last.push(sealed);
        if (this.fault) throw this.fault;
        if (version !== this.notes.version) throw new ApiFailure('changed-meanwhile', 'PUT');
        this.notes = { sealed, version: version + 1, changedAt: '2026-11-28T21:00:00.000Z', changedBy: name };
        if (this.isMute) throw new ApiFailure('no-answer', 'PUT');
        return this.notes;
      },
      seal: async (text) => turned(text),
      sealDraft: async (text) => turned(text),
      drafts: {
        read: () => browser.draft,
        keep: (draft) => (browser.draft = { ...draft, at: 0 }),
        forget: () => (browser.draft = undefined),
        isLasting: () => browser.isFull !== true,
      },
      open: async (sealed) => {
        if (!isApproved) throw new RecordFailure('stranger');
        return turned(new Uint8Array(await sealed.arrayBuffer()));
      },
      schedule: (_delayMs, task) => {
        tasks.push(task);
        return () => tasks.splice(tasks.indexOf(task), 1);
      },
    });
    const settled = () => new Promise((resolve) => setTimeout(resolve, 2));
    const pause = async (): Promise<void> => {
      for (const task of tasks.splice(0)) task();
      await settled();
    };
    const opened = async () => {
      const close = desk.begin();
      await settled();
      return close;
    };
    return { desk, pause, opened, settled, view: () => desk.view.getState() };
  }
}

const sealedOf = (text: string): string => toBase64Url(new TextEncoder().encode(text).toReversed());
const offline = new ApiFailure('offline', 'PUT');

describe('notes on a session', () => {
  it('[SU290] are kept while somebody writes, sealed, and are there for the next', async () => {
    const server = new Server();
    const alice = server.desk('Alice');
    await alice.opened();
    alice.desk.write('The screw');
    alice.desk.write('The screw was loose');
    expect(alice.view()).toMatchObject({ saving: 'unsaved' });
    await alice.pause();
    expect(alice.view()).toMatchObject({ saving: 'saved', change: { by: 'Alice' } });
    expect(server.notes.version).toBe(1);
    expect(atob(server.notes.sealed ?? '')).not.toContain('screw');
    const bob = server.desk('Bob');
    await bob.opened();
    expect(bob.view()).toMatchObject({ kind: 'open', text: 'The screw was loose' });
  });

  it('[SU290] nothing that somebody else wrote is written over', async () => {
    const server = new Server();
    const [alice, bob] = [server.desk('Alice'), server.desk('Bob')];
    await alice.opened();
    await bob.opened();
    alice.desk.write('Alice’s');
    await alice.pause();
    bob.desk.write('Bob’s');
    await bob.pause();
    expect(bob.view()).toMatchObject({ text: 'Bob’s', saving: 'unsaved', theirs: { text: 'Alice’s', by: 'Alice' } });
    bob.desk.write('Bob’s own');
    await bob.pause();
    expect(server.notes.changedBy).toBe('Alice');
    bob.desk.keepBoth();
    await bob.settled();
    expect(bob.view()).toMatchObject({ text: 'Alice’s\n\nBob’s own', saving: 'saved', theirs: undefined });
    alice.desk.write('Alice’s, longer');
    await alice.pause();
    await alice.desk.takeTheirs();
    expect(alice.view()).toMatchObject({ text: 'Alice’s\n\nBob’s own', saving: 'saved', theirs: undefined });
  });

  it('[SU290] where they do not open they cannot be written over; where nobody wrote any one may', async () => {
    const server = new Server();
    const stranger = server.desk('Carol', false);
    await stranger.opened();
    stranger.desk.write('First');
    await stranger.pause();
    expect(stranger.view()).toMatchObject({ kind: 'open', text: 'First', saving: 'saved' });
    const again = server.desk('Carol', false);
    await again.opened();
    expect(again.view()).toMatchObject({ kind: 'locked', failure: { why: 'stranger' }, change: { by: 'Carol' } });
    again.desk.write('over it');
    await again.pause();
    expect(server.notes.version).toBe(1);
  });

  it('[SU290] without an answer it is tried again; whoever goes away keeps what they wrote', async () => {
    const server = new Server();
    const alice = server.desk('Alice');
    const close = await alice.opened();
    server.fault = new ApiFailure('no-answer', 'PUT');
    alice.desk.write('one');
    await alice.pause();
    expect(alice.view()).toMatchObject({ saving: 'unsaved', failure: server.fault });
    server.fault = undefined;
    await alice.pause();
    expect(alice.view()).toMatchObject({ saving: 'saved', failure: undefined });
    alice.desk.write('two');
    close();
    await alice.settled();
    expect(server.notes.version).toBe(2);
    alice.desk.write('x'.repeat(50_000));
    await alice.pause();
    expect(alice.view()).toMatchObject({ saving: 'unsaved', failure: { why: 'too-large' } });
  });

  it('[SU294] what was written lies sealed in the browser until the server has it, also without a network', async () => {
    const server = new Server();
    const browser: { draft: Draft | undefined } = { draft: undefined };
    const alice = server.desk('Alice', true, browser);
    await alice.opened();
    alice.desk.write('The');
    alice.desk.write('The screw');
    await alice.settled();
    expect(browser.draft).toMatchObject({ sealed: sealedOf('The screw'), version: 0 });
    server.fault = offline;
    await alice.pause();
    expect(browser.draft).toMatchObject({ sealed: sealedOf('The screw'), version: 0 });
    server.fault = undefined;
    await alice.pause();
    expect([alice.view(), browser.draft]).toMatchObject([{ saving: 'saved' }, undefined]);
  });

  it('[SU294] a page that goes sends what is sealed in the same breath', async () => {
    const server = new Server();
    const alice = server.desk('Alice');
    await alice.opened();
    alice.desk.write('The screw was loose');
    await alice.settled();
    alice.desk.leave();
    expect(server.last).toEqual([sealedOf('The screw was loose')]);
    await alice.settled();
    alice.desk.leave();
    expect([server.last.length, alice.view()]).toMatchObject([1, { saving: 'saved' }]);
  });

  it('[SU294] the next page sends what the one before could not, once, and shows it where it opens', async () => {
    const server = new Server();
    const browser: { draft: Draft | undefined } = { draft: undefined };
    const gone = server.desk('Alice', false, browser);
    await gone.opened();
    gone.desk.write('The screw');
    await gone.settled();
    const next = server.desk('Alice', false, browser);
    await next.opened();
    expect(next.view()).toMatchObject({ kind: 'locked', change: { by: 'Alice' } });
    expect([server.notes, browser.draft]).toMatchObject([{ sealed: sealedOf('The screw'), version: 1 }, undefined]);
    const admin = server.desk('Admin');
    await admin.opened();
    expect([admin.view(), server.notes.version]).toMatchObject([{ text: 'The screw' }, 1]);
  });

  it('[SU294] that only an answer was lost makes nobody somebody else: not in the page that wrote, not in the next', async () => {
    const server = new Server();
    const browser: { draft: Draft | undefined } = { draft: undefined };
    const alice = server.desk('Alice', true, browser);
    await alice.opened();
    server.isMute = true;
    alice.desk.write('one');
    await alice.pause();
    alice.desk.write('one and two');
    await alice.settled();
    expect(server.notes).toMatchObject({ sealed: sealedOf('one'), version: 1 });
    const { draft } = browser;
    server.isMute = false;
    await alice.pause();
    await alice.pause();
    expect(alice.view()).toMatchObject({ text: 'one and two', saving: 'saved', theirs: undefined });

    server.notes = { ...server.notes, sealed: sealedOf('one'), version: 1 };
    const next = server.desk('Alice', true, { draft });
    await next.opened();
    expect(next.view()).toMatchObject({ text: 'one and two', saving: 'saved', theirs: undefined });
    const last = server.desk('Alice', true, { draft: { sealed: sealedOf('one and two'), version: 0, sent: '', at: 0 } });
    await last.opened();
    expect([last.view(), server.notes.version]).toMatchObject([{ text: 'one and two', saving: 'saved', theirs: undefined }, 2]);
  });

  it('[SU294] what a gone page wrote is never written over what somebody else wrote since: both are shown', async () => {
    const server = new Server();
    const browser: { draft: Draft | undefined } = { draft: { sealed: sealedOf('mine'), version: 0, sent: '', at: 0 } };
    server.notes = { sealed: sealedOf('theirs'), version: 1, changedAt: '2026-11-28T21:00:00.000Z', changedBy: 'Bob' };
    const alice = server.desk('Alice', true, browser);
    await alice.opened();
    expect(alice.view()).toMatchObject({ text: 'mine', saving: 'unsaved', theirs: { text: 'theirs', by: 'Bob' } });
    expect(browser.draft).toBeDefined();
    alice.desk.keepBoth();
    await alice.settled();
    expect([server.notes, browser.draft]).toMatchObject([{ sealed: sealedOf('theirs\n\nmine'), version: 2 }, undefined]);
    browser.draft = { sealed: sealedOf('other'), version: 0, sent: '', at: 0 };
    const again = server.desk('Alice', true, browser);
    await again.opened();
    await again.desk.takeTheirs();
    expect([again.view(), browser.draft]).toMatchObject([{ text: 'theirs\n\nmine', saving: 'saved', theirs: undefined }, undefined]);
  });

  it('[SU480] where the browser keeps nothing it says so until they are saved, and they are sent all the same', async () => {
    const server = new Server();
    const alice = server.desk('Alice', true, { draft: undefined, isFull: true });
    await alice.opened();
    alice.desk.write('The screw');
    await alice.settled();
    expect(alice.view()).toMatchObject({ saving: 'unsaved', isOnlyHere: true });
    await alice.pause();
    expect([alice.view(), server.notes.version]).toMatchObject([{ saving: 'saved' }, 1]);
    const control = server.desk('Alice');
    await control.opened();
    control.desk.write('The screw and the nut');
    await control.settled();
    expect(control.view()).toMatchObject({ saving: 'unsaved', isOnlyHere: false });
  });

  it('[SU294] of a session whose content is gone nothing stays here', async () => {
    const server = new Server();
    const browser: { draft: Draft | undefined } = { draft: { sealed: sealedOf('mine'), version: 0, sent: '', at: 0 } };
    server.fault = new ApiFailure('content-gone', 'PUT');
    await server.desk('Alice', true, browser).opened();
    expect(browser.draft).toBeUndefined();
  });
});

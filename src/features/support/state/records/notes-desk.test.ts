import { describe, expect, it } from 'vitest';
import type { SessionNotes } from '../../../../../protocol/support/records.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { NotesDesk } from './notes-desk.ts';
import { RecordFailure } from './record-failure.ts';

/** A server with the notes of one session; “sealed” is backwards. */
class Server {
  notes: SessionNotes = { sealed: null, version: 0, changedAt: null, changedBy: null };
  fault: Error | undefined;

  desk(name: string, isApproved = true) {
    const tasks: (() => void)[] = [];
    const turned = (bytes: Uint8Array<ArrayBuffer>) => bytes.toReversed();
    const desk = new NotesDesk({
      read: async () => this.notes,
      write: async ({ sealed, version }) => {
        if (this.fault) throw this.fault;
        if (version !== this.notes.version) throw new ApiFailure('changed-meanwhile', 'PUT');
        this.notes = { sealed, version: version + 1, changedAt: '2026-11-28T21:00:00.000Z', changedBy: name };
        return this.notes;
      },
      seal: async (text) => turned(text),
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
});

import { useEffect, useRef, useState } from 'react';
import type { GreetingChoice } from '../../../../../protocol/telephony/greetings.ts';
import type { UpdateVoicemailBox } from '../../../../../protocol/telephony/voicemail.ts';
import { useVoicemailApi } from './use-voicemail-api.ts';

/** What a change of a box is made on. */
export interface ChangedBox {
  readonly id: string;
  readonly version: number;
  readonly greetings: GreetingChoice;
}

/** What is left to say of a box as it is then. */
export type BoxChange = (box: ChangedBox) => Omit<UpdateVoicemailBox, 'version'>;

export interface BoxChanges {
  /** Of the last attempt; undefined when it succeeded. */
  readonly failure: unknown;
  /** Changes the box; resolves to whether it did. */
  readonly change: (change: BoxChange) => Promise<boolean>;
  /** Does something else with the box, after which it is read again. */
  readonly attempt: (work: (box: ChangedBox) => Promise<unknown>) => Promise<boolean>;
}

/**
 * Changes of a box that are in force at once: one after the other, each on what the one before left, so that nobody is in their own way.
 * `reread` reads the box again.
 */
export function useBoxChanges(box: ChangedBox, reread: () => Promise<ChangedBox | undefined>): BoxChanges {
  const api = useVoicemailApi();
  const [failure, setFailure] = useState<unknown>();
  const latest = useRef(box);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  const keepNewer = (found: ChangedBox | undefined): void => {
    if (found !== undefined && found.version > latest.current.version) latest.current = found;
  };
  useEffect(() => {
    if (box.version > latest.current.version) latest.current = box;
  }, [box]);
  const run = async (work: (of: ChangedBox) => Promise<unknown>): Promise<boolean> => {
    setFailure(undefined);
    let isDone = true;
    try {
      await work(latest.current);
    } catch (error) {
      isDone = false;
      setFailure(error);
    }
    // Away: what was read last stays in sight, and the failure above says why.
    keepNewer(await reread().catch(() => undefined));
    return isDone;
  };
  const attempt = (work: (of: ChangedBox) => Promise<unknown>): Promise<boolean> => {
    const turn = running.current.then(() => run(work));
    running.current = turn;
    return turn;
  };
  return {
    failure,
    attempt,
    change: (change) => attempt(async (of) => keepNewer(await api.updateBox(of.id, { ...change(of), version: of.version }))),
  };
}

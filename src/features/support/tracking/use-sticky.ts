import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ObjectTracker, TrackerView } from '../../../platform/tracking/object-tracker.ts';
import type { Drawing, SceneView } from '../state/live-view.ts';
import { scenesToTrack, stuckDrawings, type StuckDrawings } from './stuck-drawings.ts';

const nothing: TrackerView = { marks: new Map(), isBroken: false };
const broken: TrackerView = { marks: new Map(), isBroken: true };
const never = (): (() => void) => () => undefined;

/** Where the drawings of a picture belong in what the element shows of it. The tracker is loaded when the first drawing sticks, and ends with the last. */
export function useSticky(
  video: HTMLVideoElement | null,
  producerId: string,
  { drawings: all, scenes }: { readonly drawings: readonly Drawing[]; readonly scenes: readonly SceneView[] },
): StuckDrawings {
  const drawings = useMemo(() => all.filter((drawing) => drawing.producerId === producerId), [all, producerId]);
  const wanted = useMemo(() => scenesToTrack(drawings, scenes), [drawings, scenes]);
  const [tracker, setTracker] = useState<ObjectTracker>();
  const [isMissing, setMissing] = useState(false);
  const isWanted = wanted.length > 0;
  useEffect(() => {
    if (!video || !isWanted) return undefined;
    const life = { isOver: false, made: undefined as ObjectTracker | undefined };
    const begin = async (): Promise<void> => {
      try {
        const { ObjectTracker: Tracker } = await import('../../../platform/tracking/object-tracker.ts');
        if (life.isOver) return;
        life.made = new Tracker(video);
        setTracker(life.made);
      } catch {
        setMissing(!life.isOver);
      }
    };
    void begin();
    return () => {
      life.isOver = true;
      life.made?.close();
      setTracker(undefined);
      setMissing(false);
    };
  }, [video, isWanted]);
  useEffect(() => tracker?.setScenes(wanted), [tracker, wanted]);
  const view = useSyncExternalStore(tracker?.subscribe ?? never, () => tracker?.getView() ?? (isMissing ? broken : nothing));
  return useMemo(() => stuckDrawings(drawings, scenes, view), [drawings, scenes, view]);
}

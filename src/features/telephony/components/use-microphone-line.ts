import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, type DeviceProblem } from '../../../platform/devices/device-problem.ts';
import type { MicrophoneLine } from '../../../platform/devices/microphone.ts';
import { useTelephony } from './telephony-context.ts';

export interface MicrophoneUse {
  readonly track: MediaStreamTrack | undefined;
  readonly problem: DeviceProblem | undefined;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** The microphone for as long as a component wants it; follows a change of the device. */
export function useMicrophoneLine(): MicrophoneUse {
  const { devices } = useTelephony();
  const line = useRef<MicrophoneLine>(undefined);
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [problem, setProblem] = useState<DeviceProblem>();
  const stop = useCallback((): void => {
    line.current?.close();
    line.current = undefined;
    setTrack(undefined);
  }, []);
  const start = useCallback(async (): Promise<void> => {
    setProblem(undefined);
    try {
      const opened = await devices.microphone.open();
      line.current?.close();
      line.current = opened;
      opened.onReplaced = setTrack;
      setTrack(opened.track);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }, [devices]);
  useEffect(() => stop, [stop]);
  return { track, problem, start, stop };
}

import type { ReactNode } from 'react';
import { useRunningTelephony } from './app-context.tsx';
import type { TelephonyParts } from './telephony-slot.ts';

export interface InTelephonyProps {
  /** While the phone's code is on its way, and after it ended. */
  fallback?: ReactNode;
  children: (parts: TelephonyParts) => ReactNode;
}

/**
 * Draws a part of telephony once the phone runs. Around each part of its own rather than around the whole shell: the
 * phone's coming and going must not rebuild an admin's half-filled form.
 */
export function InTelephony({ fallback = null, children }: InTelephonyProps) {
  const running = useRunningTelephony();
  if (running === undefined) return fallback;
  const { parts, telephony } = running;
  return <parts.TelephonyProvider value={telephony}>{children(parts)}</parts.TelephonyProvider>;
}

import type { Capability } from '../../state/live-view.ts';
import { latePart } from '../late-part.tsx';
import { useLive } from '../live/customer-session.tsx';

// One file of the page: most sessions need none of them, and no picture waits for them.
const parts = {
  diagnostics: latePart(async () => (await import('./diagnostics-preview.tsx')).DiagnosticsPreview),
  files: latePart(async () => (await import('./files-part.tsx')).FilesPart),
  clipboard: latePart(async () => (await import('./clipboard-part.tsx')).ClipboardPart),
  steps: latePart(async () => (await import('./steps-part.tsx')).StepsPart),
};

/** What these parts are for. */
export const exchanged: ReadonlySet<Capability> = new Set(['diagnostics', 'files', 'clipboard']);

/** Fetches them ahead. */
export async function prepareExchange(): Promise<void> {
  await Promise.all(Object.values(parts).map((part) => part.prepare()));
}

export function Steps() {
  const isAsked = useLive(({ drawings }) => drawings.some(({ tool }) => tool === 'step'));
  return isAsked ? <parts.steps.Part /> : null;
}

export function Diagnostics() {
  const isAllowed = useLive(({ capabilities }) => capabilities.diagnostics.state === 'granted');
  return isAllowed ? <parts.diagnostics.Part /> : null;
}

export function Files() {
  const isAllowed = useLive(({ capabilities }) => capabilities.files.state === 'granted');
  const isOffered = useLive(({ files }) => files.some(({ isAside }) => isAside !== true));
  return isAllowed || isOffered ? <parts.files.Part /> : null;
}

export function Clipboard() {
  const isAllowed = useLive(({ capabilities }) => capabilities.clipboard.state === 'granted');
  return isAllowed ? <parts.clipboard.Part /> : null;
}

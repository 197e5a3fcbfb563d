import { useState } from 'react';
import type { FileView } from '../state/live-view.ts';
import { saveTogether } from './save-together.ts';

/** What came, saved as one ZIP file; large ones take their time. */
export function useSaving() {
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const save = (files: readonly FileView[], name: string): void => {
    setState('saving');
    saveTogether(files, name).then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return { save, isSaving: state === 'saving', hasFailed: state === 'failed' };
}

import { useState } from 'react';
import type { ImportReport } from '../../../../../protocol/identity/admin.ts';

/**
 * ```
 * choose ──file──▶ checking ──▶ refused | ready | failed
 * ready ──import──▶ storing ──▶ done | refused | failed       refused, failed, ready ──start over──▶ choose
 * ```
 */
export type ImportStep =
  | { kind: 'choose' }
  | { kind: 'checking' }
  | { kind: 'refused'; refused: ImportReport['refused'] }
  | { kind: 'ready'; csv: string; count: number }
  | { kind: 'storing'; count: number }
  | { kind: 'done'; count: number; passwords: ImportReport['oneTimePasswords'] }
  | { kind: 'failed'; failure: unknown };

export interface ImportWork {
  step: ImportStep;
  check: (file: File) => void;
  run: () => void;
  startOver: () => void;
}

/** Asks the server to check a file, or to store it. */
export type SendImport = (csv: string, dryRun: boolean) => Promise<Omit<ImportReport, 'oneTimePasswords'> & Partial<ImportReport>>;

/** The import as a sequence of steps. */
export function useImport(send: SendImport, onImported: (count: number) => void): ImportWork {
  const [step, setStep] = useState<ImportStep>({ kind: 'choose' });

  const check = async (file: File): Promise<void> => {
    setStep({ kind: 'checking' });
    try {
      const csv = await file.text();
      const report = await send(csv, true);
      setStep(report.refused.length > 0 ? { kind: 'refused', refused: report.refused } : { kind: 'ready', csv, count: report.accepted });
    } catch (failure) {
      setStep({ kind: 'failed', failure });
    }
  };
  const run = async (): Promise<void> => {
    if (step.kind !== 'ready') return;
    setStep({ kind: 'storing', count: step.count });
    try {
      const report = await send(step.csv, false);
      // Between dry run and import somebody may have taken an email: then nothing was stored.
      if (!report.isStored) return setStep({ kind: 'refused', refused: report.refused });
      setStep({ kind: 'done', count: report.accepted, passwords: report.oneTimePasswords ?? [] });
      onImported(report.accepted);
    } catch (failure) {
      setStep({ kind: 'failed', failure });
    }
  };
  return { step, check: (file) => void check(file), run: () => void run(), startOver: () => setStep({ kind: 'choose' }) };
}

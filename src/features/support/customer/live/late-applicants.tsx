import { latePart } from '../late-part.tsx';
import { useLive } from './customer-session.tsx';

const applicants = latePart(async () => (await import('./applicants.tsx')).Applicants);

/** Fetches it ahead. */
export const prepareApplicants = applicants.prepare;

/** Who asks to come in; to most sessions nobody does, and no picture waits for it. */
export function LateApplicants() {
  const isAsked = useLive((view) => view.applicants.length > 0);
  return isAsked ? <applicants.Part /> : null;
}

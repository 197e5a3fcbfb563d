import { useId } from 'react';
import type { ApplicantView } from '../../state/live-view.ts';
import { useWords } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { groupsOf } from './safety-words-part.tsx';
import { TouchButton } from './touch-button.tsx';
import { WillSee } from './will-see.tsx';

/** People who ask to come in: only the customer's side lets them. */
export function Applicants() {
  const applicants = useLive((view) => view.applicants);
  return applicants.map((applicant) => <Applicant key={applicant.seatId} applicant={applicant} />);
}

function Applicant({ applicant: { seatId, name, vouchedBy, digits } }: { readonly applicant: ApplicantView }) {
  const { people } = useWords();
  const session = useSession();
  const id = useId();
  return (
    <dialog
      open
      aria-labelledby={id}
      className="relative m-0 flex w-full max-w-none flex-col gap-3 rounded-card border border-amber-line bg-amber-soft p-4 text-n12"
    >
      <div role="alert">
        <h2 id={id} className="text-title font-semibold break-words">
          {vouchedBy === undefined ? people.letIn(name) : people.letInVouched(name, vouchedBy)}
        </h2>
      </div>
      <WillSee name={name} />
      <p>{people.letInHint}</p>
      <p className="font-mono tracking-wide break-words tabular-nums">{groupsOf(digits).join(' ')}</p>
      <div className="flex flex-wrap gap-2">
        <TouchButton className="flex-1" onClick={() => void session.admit(seatId, false)}>
          {people.decline}
        </TouchButton>
        <TouchButton tone="primary" className="flex-1" onClick={() => void session.admit(seatId, true)}>
          {people.admit}
        </TouchButton>
      </div>
    </dialog>
  );
}

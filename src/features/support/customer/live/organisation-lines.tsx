import { useWords } from '../words/customer-words.tsx';
import { useLive } from './customer-session.tsx';
import { expertsOf } from './names.ts';
import { ShieldMark } from './shield-mark.tsx';

/** Which experts' browsers the organisation approved, with the key by which its people can tell it. Nothing when nobody says so. */
export function OrganisationLines() {
  const words = useWords();
  const people = useLive((view) => view.people);
  const organisation = useLive((view) => view.organisation);
  const organisationKey = useLive((view) => view.organisationKey);
  const tenantName = useLive((view) => view.session.tenantName);
  const experts = expertsOf(people).filter(({ seatId }) => organisation[seatId] !== undefined);
  if (experts.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-dense">
      {experts.map(({ seatId, name }) => {
        const isApproved = organisation[seatId] === 'approved';
        return (
          <li key={seatId} className={`flex items-start gap-1 ${isApproved ? 'text-violet-text' : 'text-amber-text'}`}>
            <ShieldMark isApproved={isApproved} />
            <span className="min-w-0 break-words">{isApproved ? words.people.approved(name) : words.people.foreign(name)}</span>
          </li>
        );
      })}
      {organisationKey !== undefined && (
        <li className="text-caption text-n11">
          <span className="break-words">{words.people.approvedKey(organisationKey, tenantName)}</span> {words.people.approvedHint}
        </li>
      )}
    </ul>
  );
}

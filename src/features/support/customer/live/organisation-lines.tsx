import { useWords } from '../words/customer-words.tsx';
import { useLive } from './customer-session.tsx';
import { expertsOf } from './names.ts';
import { ShieldMark } from './shield-mark.tsx';

/** Which experts' browsers the organisation approved, or removed, with the key by which its people can tell it. Nothing when nobody says so. */
export function OrganisationLines() {
  const { people: words } = useWords();
  const people = useLive((view) => view.people);
  const organisation = useLive((view) => view.organisation);
  const organisationKey = useLive((view) => view.organisationKey);
  const tenantName = useLive((view) => view.session.tenantName);
  const experts = expertsOf(people).flatMap(({ seatId, name }) => {
    const mark = organisation[seatId];
    return mark === undefined ? [] : [{ seatId, name, mark }];
  });
  if (experts.length === 0) return null;
  const isKeyUsed = experts.some(({ mark }) => mark !== 'removed');
  return (
    <ul className="flex flex-col gap-1 text-dense">
      {experts.map(({ seatId, name, mark }) => (
        <li key={seatId} className={`flex items-start gap-1 ${mark === 'approved' ? 'text-violet-text' : 'text-amber-text'}`}>
          <ShieldMark isApproved={mark === 'approved'} />
          <span className="min-w-0 break-words">{words[mark](name)}</span>
        </li>
      ))}
      {organisationKey !== undefined && isKeyUsed && (
        <li className="text-caption text-n11">
          <span className="break-words">{words.approvedKey(organisationKey, tenantName)}</span> {words.approvedHint}
        </li>
      )}
    </ul>
  );
}

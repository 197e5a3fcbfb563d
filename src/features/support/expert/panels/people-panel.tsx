import { ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { colourOf } from '../../customer/preview/seat-colours.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { Panel } from './panel.tsx';

/** Who is there, and the words that prove that nobody else is. */
export function PeoplePanel() {
  const { t } = useTranslation('support');
  const session = useSession();
  const people = useLive((view) => view.people);
  const applicants = useLive((view) => view.applicants);
  const mySeatId = useLive((view) => view.mySeatId);
  const organisation = useLive((view) => view.organisation);
  return (
    <Panel title={t('people.title')}>
      <ul className="flex flex-col gap-1 text-dense">
        {people.map((person) => (
          <li key={person.seatId} className="flex items-center gap-2">
            <span aria-hidden className="size-2.5 rounded-full" style={{ background: colourOf(person.colour) }} />
            <span className={person.isHere ? '' : 'text-n11'}>
              {person.name} {person.isMe && <span className="text-n11">({t('people.me')})</span>}
            </span>
            <span className="text-caption text-n11">
              {t(`people.${person.isSupervisor ? 'supervisor' : person.role}`)}
              {person.vouchedBy !== undefined && `, ${t('people.vouched', { name: person.vouchedBy })}`}
              {!person.isHere && `, ${t('people.away')}`}
              {person.isWaiting && `, ${t('people.waiting')}`}
              {organisation[person.seatId] !== undefined && `, ${t(`people.${organisation[person.seatId] ?? 'foreign'}`)}`}
            </span>
          </li>
        ))}
      </ul>
      {applicants.map((applicant) => (
        <div key={applicant.seatId} className="rounded-input bg-amber-soft p-2 text-dense">
          <p>{applicant.seatId === mySeatId ? t('people.readOut') : t('people.asks', { name: applicant.name })}</p>
          <p className="font-mono tabular-nums">{applicant.digits}</p>
          {applicant.seatId !== mySeatId && (
            <Button size="dense" onClick={() => void session.vouch(applicant.seatId)}>
              {t('people.vouch')}
            </Button>
          )}
        </div>
      ))}
      <SafetyWords />
    </Panel>
  );
}

function SafetyWords() {
  const { t } = useTranslation('support');
  const session = useSession();
  const words = useLive((view) => view.words);
  return (
    <section aria-label={t('words.title')} className="flex flex-col gap-1 rounded-input border p-2">
      <p className="inline-flex items-center gap-1 text-caption text-n11">
        {words ? <ShieldCheck aria-hidden className="size-4 text-violet-text" /> : <ShieldQuestion aria-hidden className="size-4" />}
        {t(words ? 'words.compare' : 'words.none')}
      </p>
      {words && (
        <>
          <ul aria-label={t('words.emoji')} className="flex flex-wrap gap-1 text-page">
            {words.emoji.map((emoji, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the order is what is compared, and one may come twice
              <li key={at}>{emoji}</li>
            ))}
          </ul>
          <p role="group" aria-label={t('words.digits')} className="font-mono text-dense tabular-nums">
            {words.digits}
          </p>
          <Button size="dense" tone="danger-quiet" className="self-start" onClick={() => void session.wordsDiffer()}>
            {t('words.differ')}
          </Button>
        </>
      )}
    </section>
  );
}

import { Phone, SearchX, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Person } from '../../../../protocol/telephony/phone.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { SearchField } from '../../../ui/field/search-field.tsx';
import { Avatar } from '../../../ui/status/avatar.tsx';
import { targetOf } from '../state/dial-target.ts';
import { AgentPanel } from './agent-panel.tsx';
import { moveFocus } from './move-focus.ts';
import { PresenceDot } from './presence-dot.tsx';
import { useTelephony } from './telephony-context.ts';

/** Colleagues with their presence; a row calls. */
export function PeoplePanel() {
  const { t } = useTranslation('telephony');
  const { people, me } = useTelephony();
  const view = useStore(people.view);
  const [query, setQuery] = useState('');
  const search = (typed: string): void => {
    setQuery(typed);
    void people.search(typed);
  };
  const others = view.items.filter((person) => person.userId !== me.userId);
  return (
    <section aria-label={t('people.title')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-2 p-3 pb-2">
        <h2 className="text-dense font-semibold text-n11">{t('people.title')}</h2>
        <SearchField label={t('people.search')} value={query} onValueChange={search} />
        {view.state === 'offline' && <p className="text-caption text-amber-text">{t('people.offline')}</p>}
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-1.5 pb-2">
        <PeopleContent others={others} query={query} />
      </div>
      <AgentPanel />
    </section>
  );
}

function PeopleContent({ others, query }: { others: readonly Person[]; query: string }) {
  const { t } = useTranslation('telephony');
  const { people } = useTelephony();
  const view = useStore(people.view);
  const problem = useProblem();
  if (view.state === 'failed') return <ErrorState problem={problem(view.failure)} onRetry={() => void people.refresh()} />;
  if (others.length === 0 && view.state === 'loading') return <SkeletonRows />;
  if (others.length === 0 && query !== '')
    return <EmptyState isCompact icon={SearchX} title={t('people.empty', { query })} text={t('people.emptyText')} />;
  if (others.length === 0) return <EmptyState isCompact icon={Users} title={t('people.none')} text={t('people.noneText')} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the buttons inside; the list itself is never pressed
    <ul aria-label={t('people.list')} onKeyDown={moveFocus}>
      {others.map((person) => (
        <li key={person.userId}>
          <PersonRow person={person} />
        </li>
      ))}
    </ul>
  );
}

function PersonRow({ person }: { person: Person }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  return (
    <button
      type="button"
      data-row
      title={t('actions.callBack', { name: person.displayName })}
      onClick={() => telephony.dial(targetOf(person))}
      className="group flex min-h-9 w-full items-center gap-2.5 rounded-input px-2 py-1 text-left hover:bg-n3 pointer-coarse:min-h-11"
    >
      <Avatar name={person.displayName} size="small" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{person.displayName}</span>
        <span aria-hidden className="truncate text-caption text-n11">
          {t(`presence.${person.presence}`)}
        </span>
      </span>
      <span className="text-dense text-n11 tabular-nums">{person.extensions[0] ?? ''}</span>
      <Phone aria-hidden className="hidden size-3.5 text-n10 group-hover:block group-focus-visible:block" />
      <PresenceDot presence={person.presence} />
    </button>
  );
}

import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberName } from '../../../../../protocol/telephony/groups.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { SuggestField } from '../../../../ui/field/suggest-field.tsx';
import { moved } from './moved.ts';
import { useGroupsApi } from './use-groups-api.ts';

interface Member {
  readonly userId: string;
}

export interface MembersFieldProps<Row extends Member> {
  /** In the order in which they are tried. */
  members: readonly Row[];
  names: ReadonlyMap<string, MemberName>;
  newMember: (userId: string) => Row;
  onChange: (members: Row[]) => void;
  /** What else is said of a member: weight, skills. */
  renderMore: (member: Row, change: (next: Row) => void, name: string) => ReactNode;
  error: string | undefined;
  /** Whether the order of the members counts, and can be changed. */
  isOrdered?: boolean;
  /** What it means that there is nobody; by default that callers find nobody. */
  noneText?: string;
}

/** The people of a group in their order: add by typing a name, move and remove by buttons. */
export function MembersField<Row extends Member>(props: MembersFieldProps<Row>) {
  const { members, names, newMember, onChange, renderMore, error, isOrdered = true, noneText } = props;
  const { t } = useTranslation('groups');
  const [added, setAdded] = useState<ReadonlyMap<string, MemberName>>(new Map());
  const nameOf = (userId: string): MemberName =>
    added.get(userId) ?? names.get(userId) ?? { userId, displayName: t('members.unknown'), number: '' };
  const replace = (at: number, next: Row): void => onChange(members.map((member, index) => (index === at ? next : member)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 sm:col-span-2">
      <legend className="mb-1 text-dense font-medium">{t('members.title')}</legend>
      <AddMember
        isTaken={(userId) => members.some((member) => member.userId === userId)}
        onAdd={(person) => {
          setAdded(new Map(added).set(person.userId, person));
          onChange([...members, newMember(person.userId)]);
        }}
      />
      <p aria-live="polite" className={`text-caption ${error === undefined ? 'text-n11' : 'text-red-text'}`}>
        {error ?? (members.length === 0 ? (noneText ?? t('members.none')) : isOrdered ? t('members.order') : '')}
      </p>
      <ol className="flex flex-col divide-y rounded-input border empty:hidden">
        {members.map((member, index) => {
          const { displayName, number } = nameOf(member.userId);
          return (
            <li key={member.userId} className="flex flex-wrap items-center gap-2 px-2 py-1.5">
              <span className="min-w-24 flex-1 truncate">
                {displayName} <span className="text-caption text-n11 tabular-nums">{number}</span>
              </span>
              {renderMore(member, (next) => replace(index, next), displayName)}
              <span className="flex">
                {isOrdered && (
                  <>
                    <IconButton
                      size="dense"
                      icon={ArrowUp}
                      label={t('members.up', { name: displayName })}
                      disabled={index === 0}
                      onClick={() => onChange(moved(members, index, -1))}
                    />
                    <IconButton
                      size="dense"
                      icon={ArrowDown}
                      label={t('members.down', { name: displayName })}
                      disabled={index === members.length - 1}
                      onClick={() => onChange(moved(members, index, 1))}
                    />
                  </>
                )}
                <IconButton
                  size="dense"
                  icon={X}
                  label={t('members.remove', { name: displayName })}
                  onClick={() => onChange(members.filter((_member, other) => other !== index))}
                />
              </span>
            </li>
          );
        })}
      </ol>
    </fieldset>
  );
}

function AddMember({ isTaken, onAdd }: { isTaken: (userId: string) => boolean; onAdd: (person: MemberName) => void }) {
  const { t } = useTranslation('groups');
  const api = useGroupsApi();
  const [text, setText] = useState('');
  const query = text.trim();
  const found = useQuery({
    queryKey: ['group-members', query],
    queryFn: ({ signal }) => api.findPeople(query, signal),
    enabled: query !== '',
  });
  const people = (found.data ?? []).filter((person) => !isTaken(person.id));
  return (
    <div className="flex">
      <SuggestField
        label={t('members.add')}
        placeholder={t('members.addHint')}
        value={text}
        onValueChange={setText}
        items={query === '' ? [] : people}
        keyOf={(person) => person.id}
        renderItem={(person) => (
          <span className="flex min-w-0 flex-1 items-baseline gap-2">
            <span className="truncate">{person.displayName}</span>
            <span className="truncate text-caption text-n11">{person.email}</span>
          </span>
        )}
        onPick={(person) => {
          setText('');
          onAdd({ userId: person.id, displayName: person.displayName, number: person.extensions[0]?.number ?? '' });
        }}
        onSubmit={() => undefined}
      />
    </div>
  );
}

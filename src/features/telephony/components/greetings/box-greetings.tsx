import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { maxGreetings, type GreetingChoice } from '../../../../../protocol/telephony/greetings.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { GreetingList } from './greeting-list.tsx';
import { GreetingSchedule } from './greeting-schedule.tsx';
import { HeardNow } from './heard-now.tsx';
import { NewGreeting } from './new-greeting.tsx';
import { TemporaryGreeting } from './temporary-greeting.tsx';
import { useBoxChanges, type ChangedBox } from './use-box-changes.ts';
import { useVoicemailApi } from './use-voicemail-api.ts';

export interface BoxGreetingsProps {
  box: ChangedBox;
  /** Reads the box again: it is another one on the server now. */
  reread: () => Promise<ChangedBox | undefined>;
}

/** What callers of a box hear: which greetings it has, and when which one plays. Everything is in force at once. */
export function BoxGreetings({ box, reread }: BoxGreetingsProps) {
  const { t } = useTranslation('voicemail');
  const api = useVoicemailApi();
  const problem = useProblem();
  const queries = useQueryClient();
  const queryKey = ['voicemail-greetings', box.id];
  const { failure, attempt, change } = useBoxChanges(box, async () => {
    await queries.invalidateQueries({ queryKey });
    return reread();
  });
  const greetings = useQuery({ queryKey, queryFn: () => api.greetings(box.id) });
  const schedules = useQuery({ queryKey: ['voicemail-schedules'], queryFn: ({ signal }) => api.schedules(signal) });
  if (greetings.isError) return <ErrorState problem={problem(greetings.error)} onRetry={() => void greetings.refetch()} />;
  if (greetings.data === undefined) return <SkeletonRows count={3} />;
  const known = greetings.data;
  const choices = known.map(({ id, name }) => ({ value: id, label: name }));
  const choose = (part: (choice: GreetingChoice) => Partial<GreetingChoice>): void =>
    void change((current) => ({ greetings: part(current.greetings) }));
  const { greetings: choice } = box;
  const schedule = schedules.data?.find(({ id }) => id === choice.scheduleId);
  return (
    <div className="flex flex-col gap-4">
      {failure !== undefined && <Notice tone="error">{`${problem(failure).title} ${problem(failure).advice}`}</Notice>}
      <HeardNow choice={choice} greetings={known} schedule={schedule} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('settings.greeting')}
          value={choice.greetingId ?? ''}
          options={[{ value: '', label: t('settings.standard') }, ...choices]}
          onValueChange={(id) => choose(() => ({ greetingId: id === '' ? null : id }))}
        />
        <Select
          label={t('settings.busyGreeting')}
          value={choice.busyGreetingId ?? ''}
          options={[{ value: '', label: t('settings.same') }, ...choices]}
          onValueChange={(id) => choose(() => ({ busyGreetingId: id === '' ? null : id }))}
        />
      </div>
      <TemporaryGreeting temporary={choice.temporary} choices={choices} onChange={(temporary) => choose(() => ({ temporary }))} />
      <GreetingSchedule choice={choice} choices={choices} schedules={schedules.data ?? []} onChange={choose} />
      <GreetingList greetings={known} onRemove={(id) => attempt(() => api.deleteGreeting(id))} />
      {known.length >= maxGreetings ? (
        <Notice tone="info">{t('greetings.full', { count: maxGreetings })}</Notice>
      ) : (
        <NewGreeting
          onSave={(made) =>
            attempt(async (current) => {
              const { id } = await made(api, box.id);
              // Who makes their first greeting wants it to be heard.
              if (known.length === 0) await api.updateBox(box.id, { version: current.version, greetings: { greetingId: id } });
            })
          }
        />
      )}
    </div>
  );
}

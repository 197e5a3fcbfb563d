import { useQueryClient } from '@tanstack/react-query';
import { CircleStop, LogOut, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { GiveDialog } from '../list/give-dialog.tsx';
import { detailKey } from '../list/use-session-detail.ts';
import { EndWarning } from '../records/keeping-state.tsx';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import { minutesText, usePageClock } from '../use-now.ts';
import { AwayNote } from './away-note.tsx';
import { LineQuality } from './line-quality.tsx';
import { problemKey } from './console-words.ts';

export interface ConsoleHeaderProps {
  readonly sessionId: string;
  readonly onLeave: () => void;
}

/** Whose session this is, how it stands, and the ways out of it. */
export function ConsoleHeader({ sessionId, onLeave }: ConsoleHeaderProps) {
  const { t } = useTranslation('support');
  const { t: desk } = useTranslation('supportDesk');
  const session = useSession();
  const client = useQueryClient();
  const customer = useLive((view) => view.people.find(({ role }) => role === 'customer')?.name);
  const [asked, setAsked] = useState<'end' | 'give'>();
  const close = (): void => setAsked(undefined);
  const leave = (): void => void session.leave().then(onLeave);
  useSessionCommands('session', [
    { id: 'give', title: desk('menu.give'), icon: UserRoundCheck, run: () => setAsked('give') },
    { id: 'leave', title: t('console.leave'), icon: LogOut, run: leave },
    { id: 'end', title: t('console.end'), icon: CircleStop, run: () => setAsked('end') },
  ]);
  return (
    <header className="flex flex-wrap items-center gap-2">
      <h1 className="text-page font-semibold">{customer === undefined ? t('console.title') : t('console.with', { name: customer })}</h1>
      <LinkState />
      <LineQuality />
      <span className="flex-1" />
      <Button size="dense" onClick={() => setAsked('give')}>
        {desk('menu.give')}
      </Button>
      <Button size="dense" onClick={leave}>
        {t('console.leave')}
      </Button>
      <Button size="dense" tone="danger" onClick={() => setAsked('end')}>
        {t('console.end')}
      </Button>
      <AwayNote />
      <Problem />
      <NotKept />
      {asked === 'give' && (
        <GiveDialog
          sessionId={sessionId}
          onClose={close}
          onGiven={() => {
            void client.invalidateQueries({ queryKey: detailKey(sessionId) });
            close();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={asked === 'end'}
        title={t('console.endTitle')}
        action={t('console.end')}
        isDangerous
        onConfirm={() => {
          close();
          void session.end('done');
        }}
        onClose={close}
      >
        {t('console.endText')}
        <EndWarning />
      </ConfirmDialog>
    </header>
  );
}

function LinkState() {
  const { t } = useTranslation('support');
  const link = useLive((view) => view.link);
  const startedAt = useLive((view) => view.session.startedAt);
  const unheardSince = useLive((view) => view.unheardSince);
  const pageNow = usePageClock();
  return (
    <p className="text-dense text-n11">
      <span role="status">{t(`link.${link}`)}</span>
      {/* Outside of the status: nobody wants to hear each second. */}
      {unheardSince !== undefined && (
        <span className="tabular-nums"> · {t('console.since', { time: minutesText(pageNow - unheardSince) })}</span>
      )}
      {startedAt !== undefined && unheardSince === undefined && link !== 'waiting' && (
        <span className="tabular-nums"> · {minutesText(pageNow - startedAt)}</span>
      )}
    </p>
  );
}

/** That this tab cannot come back. */
function NotKept() {
  const { t } = useTranslation('support');
  const isKept = useLive((view) => view.isKept);
  return (
    !isKept && (
      <div className="w-full">
        <Notice tone="warning">{t('console.notKept')}</Notice>
      </div>
    )
  );
}

function Problem() {
  const { t } = useTranslation('support');
  const session = useSession();
  const problem = useLive((view) => view.problem);
  if (!problem) return null;
  return (
    <div className="w-full">
      <Notice
        tone="warning"
        action={
          <Button size="dense" tone="quiet" onClick={() => session.dismissProblem()}>
            {t('problem.dismiss')}
          </Button>
        }
      >
        {t(`problem.${problemKey(problem.code)}`, { name: problem.detail ?? '' })}
      </Notice>
    </div>
  );
}

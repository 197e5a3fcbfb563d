import { Download, Flag } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { OutcomeField } from '../list/outcome-field.tsx';
import { SessionFacts } from '../list/session-facts.tsx';
import { StartAgain, type OpenAgain } from '../list/start-again.tsx';
import { useSessionDetail } from '../list/use-session-detail.ts';
import { MadePart } from '../records/made-part.tsx';
import { NotesField } from '../records/notes-field.tsx';
import { SendingRest } from '../records/recorder-bar.tsx';
import { useNotesDesk } from '../records/recorder-context.tsx';
import { useLive, useSession } from '../live-session-context.tsx';
import { ReceiptPart } from './receipt-part.tsx';
import { endedKey, endedTitle, isOverForAll } from './console-words.ts';
import { transcriptText } from './transcript-text.ts';

export interface EndedViewProps {
  readonly sessionId: string;
  readonly onLeave: () => void;
  readonly onAgain: OpenAgain;
}

/** Why it is over, what it was, how it went, and what can be kept of it. */
export function EndedView({ sessionId, onLeave, onAgain }: EndedViewProps) {
  const { t } = useTranslation('support');
  const reason = useLive((view) => view.endReason);
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the keyboard is gone with the console: whoever works by it goes on here.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-3 p-3 sm:p-6">
      <section className="card flex flex-col gap-2 p-4">
        <h1 ref={heading} tabIndex={-1} className="inline-flex items-center gap-2 text-page font-semibold">
          <Flag aria-hidden className="size-5 text-n11" />
          {t(`ended.${endedTitle(reason)}`)}
        </h1>
        <p role="status">{t(`ended.reasons.${endedKey(reason)}`)}</p>
        <Keeping />
        <SendingRest />
      </section>
      <MadePart />
      {isOverForAll(reason) && <Summary sessionId={sessionId} onAgain={onAgain} />}
      <Button tone="primary" className="self-start" onClick={onLeave}>
        {t('ended.back')}
      </Button>
    </div>
  );
}

function Summary({ sessionId, onAgain }: Pick<EndedViewProps, 'sessionId' | 'onAgain'>) {
  const { t } = useTranslation('supportDesk');
  const detail = useSessionDetail(sessionId);
  return (
    <section aria-label={t('facts.title')} className="card flex flex-col gap-3 p-4 empty:hidden">
      <FailureNotice failure={detail.error} />
      {detail.data && (
        <>
          <SessionFacts detail={detail.data} />
          <OutcomeField detail={detail.data} />
          <NotesPart />
          <StartAgain former={detail.data} onAgain={onAgain} />
        </>
      )}
    </section>
  );
}

/** Notes go on after the end. */
function NotesPart() {
  const desk = useNotesDesk();
  return desk ? <NotesField desk={desk} /> : null;
}

/** What was said is in this page only: it is kept by whoever saves it now. */
function Keeping() {
  const { t, i18n } = useTranslation('support');
  const session = useSession();
  const chat = useLive((view) => view.chat);
  const saveChat = (): void =>
    saveBlob(
      new Blob([transcriptText(session.getView(), { title: t('console.title'), language: i18n.language })], {
        type: 'text/plain;charset=utf-8',
      }),
      `chat-${session.getView().session.id.slice(0, 8)}.txt`,
    );
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {chat.length > 0 && (
        <Button icon={Download} onClick={saveChat}>
          {t('ended.saveChat')}
        </Button>
      )}
      <ReceiptPart />
    </div>
  );
}

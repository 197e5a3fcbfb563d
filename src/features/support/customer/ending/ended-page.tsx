import { useState } from 'react';
import { buttonClasses } from '../../../../ui/button/button-styles.ts';
import { clockOf } from '../live/clock.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { listOf } from '../live/names.ts';
import { TouchButton } from '../live/touch-button.tsx';
import { saveBlob } from '../exchange/save-blob.ts';
import { useSpeech } from '../words/customer-words.tsx';
import { endReason } from './end-reason.ts';
import { LateSurvey } from './late-survey.tsx';
import { ReceiptButton } from './receipt-button.tsx';
import { useEndedWords } from './use-ended-words.ts';
import { transcriptOf } from './transcript.ts';

/** Why it is over, and what there was. */
export function EndedPage() {
  const ended = useEndedWords();
  const reason = useLive((view) => view.endReason);
  return (
    <main className="mx-auto flex w-full max-w-2xl flex-col gap-4 p-4">
      <div className="card flex flex-col gap-3 p-4">
        <h1 className="text-page font-semibold">{ended.title}</h1>
        <p>{ended.reason[endReason(reason)]}</p>
        <p className="text-n11">{ended.gone}</p>
      </div>
      <LateSurvey />
      <Summary />
      <a href="/j" className={buttonClasses('secondary', 'touch')}>
        {ended.again}
      </a>
    </main>
  );
}

function Summary() {
  const { words, language } = useSpeech();
  const ended = useEndedWords();
  const session = useSession();
  // When this page came is when the session ended.
  const [endedAtMs] = useState(() => performance.now());
  const { people, session: facts, chat, files } = useLive((view) => view);
  const experts = people.filter(({ role }) => role === 'expert').map(({ name }) => name);
  const lastedMs = facts.startedAt === undefined ? 0 : endedAtMs - facts.startedAt;
  const done = files.filter(({ state }) => state === 'done').length;
  const save = (): void =>
    saveBlob(
      new Blob([transcriptOf(session.getView(), { words, language })], { type: 'text/plain;charset=utf-8' }),
      `chat-${facts.id.slice(0, 8)}.txt`,
    );
  return (
    <section aria-label={ended.summary} className="card flex flex-col gap-3 p-4">
      <h2 className="text-title font-semibold">{ended.summary}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-n11">{ended.with}</dt>
        <dd className="break-words">{[listOf(experts, language), facts.tenantName].filter(Boolean).join(', ')}</dd>
        <dt className="text-n11">{ended.lasted}</dt>
        <dd className="tabular-nums">{lastedMs < 60_000 ? ended.seconds : clockOf(lastedMs)}</dd>
        <dt className="text-n11">{ended.messages}</dt>
        <dd>{chat.length}</dd>
        <dt className="text-n11">{ended.files}</dt>
        <dd>{done}</dd>
      </dl>
      <div className="flex flex-wrap gap-2">
        {chat.length > 0 && <TouchButton onClick={save}>{ended.saveChat}</TouchButton>}
        <ReceiptButton />
      </div>
    </section>
  );
}

import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Segments } from '../../../../ui/field/segments.tsx';
import { useIsNarrow } from '../../../../ui/table/use-is-narrow.ts';
import { useLive } from '../live-session-context.tsx';
import { CodesPanel } from '../camera/codes-panel.tsx';
import { CapabilitiesPanel } from '../panels/capabilities-panel.tsx';
import { ChatPanel } from '../panels/chat-panel.tsx';
import { ClipboardPanel } from '../panels/clipboard-panel.tsx';
import { DiagnosticsPanel } from '../panels/diagnostics-panel.tsx';
import { FilesPanel } from '../panels/files-panel.tsx';
import { InvitesPanel } from '../panels/invites-panel.tsx';
import { PeoplePanel } from '../panels/people-panel.tsx';
import { StepsPanel } from '../panels/steps-panel.tsx';
import { NotesPanel } from '../records/notes-panel.tsx';
import { RecorderBar } from '../records/recorder-bar.tsx';
import { StagePart } from '../stage/stage-part.tsx';
import { Voices } from '../voices.tsx';

const parts = ['people', 'chat', 'may', 'notes', 'files'] as const;
type Part = (typeof parts)[number];

/** The picture, and beside it what is said, asked for and sent. On a narrow screen one of these at a time, below the picture. */
export function ConsoleBody() {
  const isNarrow = useIsNarrow();
  const [chosen, setChosen] = useState<Part>('people');
  const link = useLive((view) => view.link);
  // Without a customer there is nothing to look at, but a link to hand over.
  const isAlone = link === 'waiting' || link === 'connecting';
  const part = (name: Part, children: ReactNode) => (
    // Hidden and not gone: what somebody began to write stays.
    <div hidden={isNarrow && chosen !== name} className="flex flex-col gap-3 [&[hidden]]:hidden">
      {children}
    </div>
  );
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className={`flex min-w-0 flex-col gap-3 lg:sticky lg:top-3 lg:self-start ${isNarrow && isAlone ? 'order-last' : ''}`}>
        <StagePart />
        <Voices />
        <RecorderBar />
      </div>
      <aside className="flex min-w-0 flex-col gap-3">
        {isNarrow && <PartChoice chosen={chosen} onChoose={setChosen} />}
        {part(
          'people',
          <>
            <InvitesPanel />
            <PeoplePanel />
          </>,
        )}
        {part('chat', <ChatPanel />)}
        {part(
          'may',
          <>
            <CapabilitiesPanel />
            <StepsPanel />
          </>,
        )}
        {part('notes', <NotesPanel />)}
        {part(
          'files',
          <>
            <CodesPanel />
            <FilesPanel />
            <ClipboardPanel />
            <DiagnosticsPanel />
          </>,
        )}
      </aside>
    </div>
  );
}

function PartChoice({ chosen, onChoose }: { readonly chosen: Part; readonly onChoose: (part: Part) => void }) {
  const { t } = useTranslation('support');
  const unread = useLive((view) => view.chat.length);
  const [read, setRead] = useState(0);
  const isNew = chosen !== 'chat' && unread > read;
  return (
    <Segments
      label={t('parts.title')}
      value={chosen}
      onValueChange={(part) => {
        setRead(unread);
        onChoose(part);
      }}
      segments={parts.map((value) => ({ value, label: value === 'chat' && isNew ? t('parts.chatNew') : t(`parts.${value}`) }))}
    />
  );
}

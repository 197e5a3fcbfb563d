import { useMutation } from '@tanstack/react-query';
import { FileArchive } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import type { CodeView, StillView } from '../../state/camera-view.ts';
import type { Drawing } from '../../state/live-view.ts';
import { madeArchive } from '../../state/records/made-archive.ts';
import { asShown } from '../camera/painted-still.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSupportApi } from '../use-support-api.ts';
import { KeepingState } from './keeping-state.tsx';
import { useNotesDesk } from './recorder-context.tsx';
import { CodeFields, StillFigure } from './still-figure.tsx';

/** After the end: what was made in the session, whether it is kept, and all of it as one file. */
export function MadePart() {
  const { t } = useTranslation('supportRecords');
  const stills = useLive((view) => view.stills);
  const codes = useLive((view) => view.codes);
  const chat = useLive((view) => view.chat);
  const drawings = useLive((view) => view.drawings);
  const isBegun = useLive((view) => view.session.startedAt !== undefined);
  const counts = [
    stills.length > 0 && t('made.stills', { count: stills.length }),
    codes.length > 0 && t('made.codes', { count: codes.length }),
    chat.length > 0 && t('made.messages', { count: chat.length }),
  ].filter((text) => text !== false);
  const ofStill = (id: string | undefined): readonly CodeView[] => codes.filter(({ stillId }) => stillId === id);
  const isOfNone = ({ stillId }: CodeView): boolean => !stills.some(({ id }) => id === stillId);
  if (!isBegun) return null;
  return (
    <section aria-label={t('made.title')} className="card flex flex-col gap-3 p-4">
      <h2 className="font-semibold">{t('made.title')}</h2>
      {counts.length > 0 && <p className="text-dense">{counts.join(' · ')}</p>}
      {stills.length > 0 && (
        <ul aria-label={t('stills.title')} className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-2">
          {stills.map((still) => (
            <li key={still.id}>
              <MadeStill still={still} drawings={drawings} codes={ofStill(still.id)} />
            </li>
          ))}
        </ul>
      )}
      <CodeFields codes={codes.filter(isOfNone)} />
      <KeepingState />
      <DownloadMade />
    </section>
  );
}

interface MadeStillProps {
  readonly still: StillView;
  /** Of all pictures. */
  readonly drawings: readonly Drawing[];
  readonly codes: readonly CodeView[];
}

function MadeStill({ still: { id, number, note, blob }, drawings, codes }: MadeStillProps) {
  const { t } = useTranslation('supportRecords');
  const [painted, setPainted] = useState<Blob>();
  useEffect(() => {
    let isGone = false;
    const drawn = drawings.filter(({ producerId }) => producerId === id);
    if (blob) void asShown(blob, drawn).then((picture) => !isGone && setPainted(picture));
    return () => {
      isGone = true;
    };
  }, [id, blob, drawings]);
  const picture = painted ?? blob;
  return picture ? (
    <StillFigure number={number} note={note} picture={picture} codes={codes} />
  ) : (
    <p className="card p-2 text-caption text-amber-text">{t('made.notCome', { number })}</p>
  );
}

/** All that this page has, as one archive: there also where nothing is kept. */
function DownloadMade() {
  const { t } = useTranslation('supportRecords');
  const session = useSession();
  const id = useLive((view) => view.session.id);
  const desk = useNotesDesk();
  const api = useSupportApi();
  const save = useMutation({
    mutationFn: async () => {
      const { signal } = new AbortController();
      const notes = desk?.view.getState();
      // What the server knows is added where it says so; without it the rest is saved all the same.
      const facts = await api.session(id, signal).catch(() => undefined);
      return madeArchive({ session, paint: asShown, notes: notes?.kind === 'open' ? notes.text : '', facts, signal });
    },
    onSuccess: (archive) => {
      saveBlob(archive, `session-${id}.zip`);
      toasts.show({ tone: 'success', text: t('archive.done') });
    },
  });
  return (
    <div className="flex flex-col items-start gap-1">
      <Button icon={FileArchive} isBusy={save.isPending} onClick={() => save.mutate()}>
        {t('archive.all')}
      </Button>
      <p className="text-caption text-n11">{t('made.archiveHint')}</p>
      <FailureNotice failure={save.error} />
    </div>
  );
}

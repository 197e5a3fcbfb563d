import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { TextArea } from '../../../../ui/field/text-area.tsx';
import type { NotesChange, NotesDesk, NotesView } from '../../state/records/notes-desk.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';

export interface NotesFieldProps {
  readonly desk: NotesDesk;
  /** Why they do not open here stands beside them already. */
  readonly isTroubleToldElsewhere?: boolean;
}

/** Notes on a session, kept as they are written. */
export function NotesField({ desk, isTroubleToldElsewhere = false }: NotesFieldProps) {
  const { t } = useTranslation('supportRecords');
  const view = useSyncExternalStore(desk.view.subscribe, desk.view.getState);
  useEffect(() => {
    const leave = (): void => desk.leave();
    const end = desk.begin();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      end();
    };
  }, [desk]);
  switch (view.kind) {
    case 'loading':
      return <SkeletonRows count={2} />;
    case 'failed':
      return <RecordTroubleNotice failure={view.failure} />;
    case 'locked':
      return (
        <>
          <p className="text-dense">{t('notes.locked')}</p>
          <LastChange change={view.change} />
          {!isTroubleToldElsewhere && <RecordTroubleNotice failure={view.failure} />}
        </>
      );
    default:
      return <OpenNotes desk={desk} view={view} />;
  }
}

function OpenNotes({ desk, view }: { readonly desk: NotesDesk; readonly view: Extract<NotesView, { kind: 'open' }> }) {
  const { t } = useTranslation('supportRecords');
  const { theirs } = view;
  return (
    <>
      <TextArea
        label={t('notes.label')}
        hint={t('notes.hint')}
        isRequired={false}
        rows={5}
        value={view.text}
        onChange={({ target }) => desk.write(target.value)}
      />
      {theirs && (
        <div className="flex flex-col gap-2">
          <Notice tone="warning">{theirs.by === null ? t('notes.conflictSomebody') : t('notes.conflict', { name: theirs.by })}</Notice>
          {theirs.text !== undefined && (
            <blockquote className="border-l-2 border-n7 pl-2 text-dense whitespace-pre-wrap">{theirs.text}</blockquote>
          )}
          <div className="flex flex-wrap gap-2">
            <Button size="dense" onClick={() => void desk.takeTheirs()}>
              {t('notes.takeTheirs')}
            </Button>
            {theirs.text !== undefined && (
              <Button size="dense" onClick={() => desk.keepBoth()}>
                {t('notes.keepBoth')}
              </Button>
            )}
          </div>
        </div>
      )}
      <p role="status" className="text-caption text-n11">
        {(view.text !== '' || view.change.by !== null) && t(`notes.${view.saving}`)}
      </p>
      {view.isOnlyHere === true && view.saving !== 'saved' && <p className="text-caption text-amber-text">{t('notes.onlyHere')}</p>}
      <LastChange change={view.change} />
      <RecordTroubleNotice failure={view.failure} />
    </>
  );
}

function LastChange({ change: { by, at } }: { readonly change: NotesChange }) {
  const { t, i18n } = useTranslation('supportRecords');
  if (by === null || at === null) return null;
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  return <p className="text-caption text-n11">{t('notes.changedBy', { name: by, when })}</p>;
}

import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetails, UpdateRecording } from '../../../../../protocol/media/recordings.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { TextArea } from '../../../../ui/field/text-area.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { detailKey, useRecordings } from './recordings-context.tsx';
import { useChange } from './use-change.ts';

const maxTags = 20;

/** What is written on a recording. */
export type NotesText = Pick<UpdateRecording, 'notes' | 'tags'>;

export interface NotesFormProps {
  /** With notes and tags in the clear. */
  readonly recording: RecordingDetails;
  readonly onTag: (tag: string) => void;
  /** Brings a change to the server. */
  readonly send: (part: NotesText) => Promise<RecordingDetails>;
  /** Who can read it. */
  readonly hint?: string;
}

/** What people write on a recording that the server can open. */
export function NotesPart({ recording, onTag }: Pick<NotesFormProps, 'recording' | 'onTag'>) {
  const { api } = useRecordings();
  const send = (part: NotesText) => api.annotate(recording.id, { ...part, version: recording.version });
  return <NotesForm recording={recording} onTag={onTag} send={send} />;
}

/** Notes and tags to be read and written. Of two who write at once the second is told. */
export function NotesForm({ recording, onTag, send, hint }: NotesFormProps) {
  const { t } = useTranslation('recordings');
  const queries = useQueryClient();
  const change = useChange();
  const [notes, setNotes] = useState(recording.notes);
  const write = async (part: NotesText): Promise<boolean> => {
    const isDone = await change.run(() => send(part));
    // Also after a refusal: what somebody else wrote is shown, with the version that the next try needs.
    if (!isDone) void queries.invalidateQueries({ queryKey: [detailKey, recording.id] });
    return isDone;
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await write({ notes })) toasts.show({ tone: 'success', text: t('notes.saved') });
  };
  return (
    <section aria-labelledby="recording-notes" className="flex flex-col gap-3">
      <h3 id="recording-notes" className="text-dense font-semibold">
        {t('notes.title')}
      </h3>
      {hint !== undefined && <p className="text-caption text-n11">{hint}</p>}
      <TagList recording={recording} isBusy={change.isBusy} onChange={(tags) => write({ tags })} onTag={onTag} />
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-2">
        <TextArea label={t('notes.label')} maxLength={4000} value={notes} onChange={(event) => setNotes(event.target.value)} />
        <div>
          <Button type="submit" size="dense" isBusy={change.isBusy} disabled={notes === recording.notes}>
            {t('notes.save')}
          </Button>
        </div>
      </form>
      <ChangeFailure failure={change.failure} theirs={recording.notes} />
    </section>
  );
}

function ChangeFailure({ failure, theirs }: { failure: unknown; theirs: string }) {
  const { t } = useTranslation('recordings');
  const problem = useProblem();
  if (failure === undefined) return null;
  if (failure instanceof ApiFailure && failure.code === 'changed-meanwhile')
    return (
      <Notice tone="warning">
        {t('notes.conflict')}
        {theirs !== '' && <blockquote className="mt-1 border-l-2 pl-2 whitespace-pre-wrap">{theirs}</blockquote>}
      </Notice>
    );
  const { title, advice } = problem(failure);
  return (
    <Notice tone="error">
      <strong className="font-semibold">{title}</strong> {advice}
    </Notice>
  );
}

interface TagListProps {
  readonly recording: RecordingDetails;
  readonly isBusy: boolean;
  readonly onChange: (tags: string[]) => Promise<boolean>;
  readonly onTag: (tag: string) => void;
}

function TagList({ recording: { tags }, isBusy, onChange, onTag }: TagListProps) {
  const { t } = useTranslation('recordings');
  const [typed, setTyped] = useState('');
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const tag = typed.trim();
    if (tag === '' || isBusy) return;
    if (tags.includes(tag) || (await onChange([...tags, tag]))) setTyped('');
  };
  return (
    <>
      {tags.length === 0 ? (
        <p className="text-dense text-n11">{t('notes.noTags')}</p>
      ) : (
        <ul aria-label={t('notes.tags')} className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="inline-flex items-center rounded-full border border-n7 bg-n3 pl-1 text-dense">
              <button
                type="button"
                title={t('notes.filter', { tag })}
                onClick={() => onTag(tag)}
                className="min-h-6 rounded-full px-1.5 hover:underline pointer-coarse:min-h-11"
              >
                {tag}
              </button>
              <IconButton
                size="dense"
                icon={X}
                label={t('notes.remove', { tag })}
                onClick={() => void onChange(tags.filter((each) => each !== tag))}
              />
            </li>
          ))}
        </ul>
      )}
      {tags.length < maxTags && (
        <form onSubmit={(event) => void add(event)} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField label={t('notes.tag')} maxLength={40} value={typed} onChange={(event) => setTyped(event.target.value)} />
          </div>
          <Button type="submit" className="mb-1" icon={Plus} isBusy={isBusy}>
            {t('notes.add')}
          </Button>
        </form>
      )}
    </>
  );
}

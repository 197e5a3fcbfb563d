import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis, FileMusic, Link2, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prompt } from '../../../../protocol/media/prompts.ts';
import { clockDuration, exactTime, relativeTime } from '../../../platform/i18n/format.ts';
import { AdminList } from '../../../platform/lists/admin-list.tsx';
import type { ListSearch } from '../../../platform/lists/list-search.ts';
import { Button } from '../../../ui/button/button.tsx';
import { IconButton } from '../../../ui/button/icon-button.tsx';
import { toasts } from '../../../ui/feedback/toast-store.ts';
import { Menu } from '../../../ui/overlay/menu.tsx';
import { useShortcut } from '../../../ui/shortcuts/use-shortcut.ts';
import { Badge } from '../../../ui/status/badge.tsx';
import type { Column } from '../../../ui/table/column.ts';
import { DeletePromptDialog, UsersDialog } from '../components/delete-prompt-dialog.tsx';
import { MediaProvider, usePromptsApi } from '../components/media-context.tsx';
import { PlayIconButton } from '../components/play-button.tsx';
import { PromptDialog } from '../components/prompt-dialog.tsx';
import { audioAddress } from '../state/prompts-api.ts';

const PROMPTS_QUERY = 'admin-prompts';

export interface PromptsPageProps {
  search: ListSearch;
  onSearchChange: (search: ListSearch) => void;
  mayUpdate: boolean;
}

type Open = { kind: 'new' } | { kind: 'edit' | 'delete' | 'users'; prompt: Prompt };

/** `/admin/prompts` */
export function PromptsPage(props: PromptsPageProps) {
  return (
    <MediaProvider>
      <PromptList {...props} />
    </MediaProvider>
  );
}

function PromptList({ search, onSearchChange, mayUpdate }: PromptsPageProps) {
  const { t } = useTranslation('media');
  const api = usePromptsApi();
  const columns = usePromptColumns();
  const [open, setOpen] = useState<Open>();
  useShortcut(mayUpdate && open === undefined ? 'n' : undefined, () => setOpen({ kind: 'new' }));
  const create = mayUpdate && (
    <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen({ kind: 'new' })}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <AdminList
        title={t('title')}
        text={t('text')}
        queryName={PROMPTS_QUERY}
        load={api.list}
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('search')}
        defaultSort={{ column: 'name', direction: 'ascending' }}
        columns={columns}
        keyOf={(prompt) => prompt.id}
        {...(mayUpdate ? { onOpen: (prompt: Prompt) => setOpen({ kind: 'edit', prompt }) } : {})}
        renderActions={(prompt) => <PromptActions prompt={prompt} mayUpdate={mayUpdate} onOpen={setOpen} />}
        actions={create}
        empty={{ icon: FileMusic, title: t('emptyTitle'), text: t('emptyText'), action: create }}
      />
      <OpenDialog open={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

function OpenDialog({ open, onClose }: { open: Open | undefined; onClose: () => void }) {
  const { t } = useTranslation('media');
  const queries = useQueryClient();
  const done = (text: string): void => {
    onClose();
    toasts.show({ tone: 'success', text });
    void queries.invalidateQueries({ queryKey: [PROMPTS_QUERY] });
  };
  if (open === undefined) return null;
  if (open.kind === 'new') return <PromptDialog prompt={undefined} onClose={onClose} onSaved={() => done(t('saved'))} />;
  const { prompt } = open;
  if (open.kind === 'edit') return <PromptDialog prompt={prompt} onClose={onClose} onSaved={() => done(t('saved'))} />;
  if (open.kind === 'users') return <UsersDialog prompt={prompt} onClose={onClose} />;
  return <DeletePromptDialog prompt={prompt} onClose={onClose} onDeleted={() => done(t('delete.done', { name: prompt.name }))} />;
}

interface PromptActionsProps {
  prompt: Prompt;
  mayUpdate: boolean;
  onOpen: (open: Open) => void;
}

function PromptActions({ prompt, mayUpdate, onOpen }: PromptActionsProps) {
  const { t } = useTranslation('media');
  const label = t('actionsFor', { name: prompt.name });
  const users = { id: 'users', label: t('users.action'), icon: Link2, onSelect: () => onOpen({ kind: 'users', prompt }) };
  const edit = { id: 'edit', label: t('change'), icon: Pencil, onSelect: () => onOpen({ kind: 'edit', prompt }) };
  const remove = {
    id: 'delete',
    label: t('delete.action'),
    icon: Trash2,
    isDangerous: true,
    onSelect: () => onOpen({ kind: 'delete', prompt }),
  };
  return (
    <Menu label={label} groups={[{ id: 'row', entries: mayUpdate ? [edit, users, remove] : [users] }]}>
      {(trigger) => <IconButton {...trigger} size="dense" label={label} icon={Ellipsis} />}
    </Menu>
  );
}

function usePromptColumns(): readonly Column<Prompt>[] {
  const { t, i18n } = useTranslation('media');
  const language = i18n.language.startsWith('de') ? 'de' : 'en';
  return [
    {
      id: 'play',
      title: t('play.title'),
      width: 'w-16',
      render: (prompt) => (
        <span role="presentation" onPointerDown={(event) => event.stopPropagation()} onClick={(event) => event.stopPropagation()}>
          <PlayIconButton source={audioAddress(prompt)} name={prompt.name} />
        </span>
      ),
    },
    {
      id: 'name',
      title: t('name'),
      isSortable: true,
      isRowHeader: true,
      render: (prompt) => <span className="font-medium">{prompt.name}</span>,
    },
    {
      id: 'kind',
      title: t('kind'),
      isSortable: true,
      width: 'w-32',
      render: ({ kind }) => <Badge tone="neutral">{t(`kinds.${kind}`)}</Badge>,
    },
    {
      id: 'language',
      title: t('language'),
      isSortable: true,
      width: 'w-28',
      render: (prompt) => (prompt.language === null ? <span className="text-n11">–</span> : t(`languages.${prompt.language}`)),
    },
    {
      id: 'duration',
      title: t('duration'),
      isSortable: true,
      isNumeric: true,
      width: 'w-24',
      render: ({ durationMs }) => clockDuration(durationMs),
    },
    {
      id: 'updated',
      title: t('updated'),
      isSortable: true,
      width: 'w-52',
      render: ({ updatedAt, updatedByName }) => (
        <span title={exactTime(Date.parse(updatedAt), language)}>
          {relativeTime(Date.parse(updatedAt), Date.now(), language)}
          {updatedByName !== null && <span className="text-n11">{` · ${updatedByName}`}</span>}
        </span>
      ),
    },
  ];
}

import { SearchX, Settings2, Trash2, Voicemail } from 'lucide-react';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { SearchField } from '../../../../ui/field/search-field.tsx';
import { LatePart } from '../../../../ui/overlay/late-part.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import { useTelephony } from '../telephony-context.ts';
import { useNow } from '../use-now.ts';
import { BoxFilter } from './box-filter.tsx';
import { MessageRow } from './message-row.tsx';

const VoicemailSettingsDialog = lazy(() =>
  import('./voicemail-settings-dialog.tsx').then((module) => ({ default: module.VoicemailSettingsDialog })),
);

/** Messages that callers left: what is new, who heard it, listen, call back, delete and restore. */
export function VoicemailPanel() {
  const { t } = useTranslation('voicemail');
  const { voicemail } = useTelephony();
  const { newCount, folder, total } = useStore(voicemail.view);
  const [query, setQuery] = useState('');
  const [areSettingsOpen, setSettingsOpen] = useState(false);
  const search = (typed: string): void => {
    setQuery(typed);
    void voicemail.search(typed.trim());
  };
  return (
    <section aria-label={t('title')} className="flex max-h-[55%] min-h-40 flex-col border-t">
      <div className="flex flex-col gap-2 p-3 pb-2">
        <div className="flex items-center gap-2">
          <h2 className="text-dense font-semibold text-n11">{t('title')}</h2>
          {newCount > 0 && <Badge tone="accent">{t('newCount', { count: newCount })}</Badge>}
          <span className="flex-1" />
          <IconButton
            size="dense"
            icon={Trash2}
            label={t('deleted')}
            isPressed={folder === 'deleted'}
            onClick={() => void voicemail.show(folder === 'deleted' ? 'inbox' : 'deleted')}
          />
          <IconButton size="dense" icon={Settings2} label={t('settings.title')} onClick={() => setSettingsOpen(true)} />
        </div>
        <BoxFilter />
        {(total > 5 || query !== '') && <SearchField label={t('search')} value={query} onValueChange={search} />}
      </div>
      <p className="px-3 pb-1 text-caption text-n11">{t('serverOpens')}</p>
      <div className="min-h-0 flex-1 overflow-auto px-1.5 pb-2">
        <Messages onClear={() => search('')} />
      </div>
      {areSettingsOpen && (
        <LatePart>
          <VoicemailSettingsDialog onClose={() => setSettingsOpen(false)} />
        </LatePart>
      )}
    </section>
  );
}

function Messages({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation(['voicemail', 'lists']);
  const { voicemail } = useTelephony();
  const { items, total, state, failure, query, folder } = useStore(voicemail.view);
  const problem = useProblem();
  const now = useNow(30_000);
  const [openId, setOpenId] = useState<string>();
  if (state === 'failed') return <ErrorState problem={problem(failure)} onRetry={() => void voicemail.refresh()} />;
  if (state === 'loading') return <SkeletonRows count={2} />;
  if (items.length === 0 && query !== '')
    return (
      <EmptyState
        isCompact
        icon={SearchX}
        title={t('nothingFits')}
        action={
          <Button size="dense" onClick={onClear}>
            {t('lists:clearFilter')}
          </Button>
        }
      />
    );
  if (items.length === 0)
    return folder === 'deleted' ? (
      <EmptyState isCompact icon={Trash2} title={t('emptyDeleted')} />
    ) : (
      <EmptyState isCompact icon={Voicemail} title={t('empty')} text={t('emptyText')} />
    );
  return (
    <>
      <ul aria-label={t('list')}>
        {items.map((message) => (
          <li key={message.id}>
            <MessageRow
              message={message}
              nowMs={now}
              isOpen={openId === message.id}
              onToggle={(isOpen) => setOpenId(isOpen ? message.id : undefined)}
            />
          </li>
        ))}
      </ul>
      {items.length < total && (
        <div className="flex justify-center p-2">
          <Button size="dense" tone="quiet" onClick={() => void voicemail.readOlder()}>
            {t('older')}
          </Button>
        </div>
      )}
    </>
  );
}

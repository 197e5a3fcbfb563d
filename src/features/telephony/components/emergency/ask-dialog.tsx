import { MapPin, Siren } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../../ui/button/button.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import type { ProbablePlace } from '../../state/emergency-store.ts';
import { useTelephony } from '../telephony-context.ts';
import { TopDialog } from './top-dialog.tsx';

/** The number, the address that help would be sent to, and the call: Enter is enough. */
export function AskDialog({ number }: { number: string }) {
  const { t } = useTranslation(['telephony', 'ui']);
  const { emergency } = useTelephony();
  const facts = useStore(emergency.view, (view) => view.facts);
  const [chosenId, setChosenId] = useState<string>();
  const probable: ProbablePlace = facts === undefined ? { site: undefined, known: 'not' } : emergency.placeOf(facts);
  const chosen = facts?.sites.find((site) => site.id === chosenId);
  const site = chosen ?? probable.site;
  const title = t('emergency.title', { number });
  const call = (event: FormEvent): void => {
    event.preventDefault();
    emergency.confirm(site?.id);
  };
  return (
    <TopDialog role="dialog" label={title} onCancel={() => emergency.cancel()}>
      <form onSubmit={call} className="flex flex-col gap-4 p-5">
        <h2 className="flex items-center gap-2.5 text-page font-semibold text-red-text">
          <Siren aria-hidden className="size-6 shrink-0" />
          {title}
        </h2>
        <div className="flex gap-2.5 rounded-card border bg-surface p-3">
          <MapPin aria-hidden className="mt-0.5 size-5 shrink-0 text-n11" />
          <div className="min-w-0 flex-1">
            <p className="text-dense text-n11">{t('emergency.help')}</p>
            <p className="text-title font-semibold break-words">
              {site === undefined
                ? t(facts === undefined ? 'emergency.loading' : 'emergency.noSite')
                : site.address || t('emergency.noAddress')}
            </p>
            {site !== undefined && <p className="text-body text-n11">{site.name}</p>}
            {site !== undefined && chosen === undefined && (
              <p className="pt-1 text-body">
                {probable.known === 'by-network' && t('emergency.known')}
                {probable.known === 'by-memory' && t('emergency.remembered')}
                {probable.known === 'not' && <strong className="text-amber-text">{t('emergency.areYouHere')}</strong>}
              </p>
            )}
          </div>
        </div>
        {facts !== undefined && facts.sites.length > 1 && (
          <Select
            label={t('emergency.site')}
            value={site?.id ?? ''}
            options={facts.sites.map(({ id, name, address }) => ({ value: id, label: address === '' ? name : `${name}: ${address}` }))}
            onValueChange={setChosenId}
            // Enter in the list of sites calls too: it is what one presses in a hurry.
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.form?.requestSubmit()}
          />
        )}
        <div className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
          <Button size="call" onClick={() => emergency.cancel()}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" tone="danger" size="call" icon={Siren} data-first-focus>
            {t('emergency.call', { number })}
          </Button>
        </div>
      </form>
    </TopDialog>
  );
}

import { Workflow } from 'lucide-react';
import { getI18n } from 'react-i18next';
import type { PlanSummary } from '../../../protocol/dialplan/api.ts';
import type { HttpClient } from '../../platform/http/http-client.ts';
import { matchesQuery, type PaletteItem, type PaletteRegistry } from '../../ui/palette/palette-registry.ts';
import { PlansApi } from './state/plans-api.ts';

export interface PalettePlansOptions {
  readonly http: HttpClient;
  readonly navigate: (href: string) => void;
}

/** Lets the command palette find dial plans by name and number. @returns a function that takes it back. */
export function registerPlansInPalette(palette: PaletteRegistry, { http, navigate }: PalettePlansOptions): () => void {
  const api = new PlansApi(http);
  let read: Promise<readonly PlanSummary[]> | undefined;
  const plans = (): Promise<readonly PlanSummary[]> => {
    // Read once per opening; a failure is told by the palette and tried again with the next letter.
    read ??= api.list().then(
      ({ items }) => items,
      (failure: unknown) => {
        read = undefined;
        throw failure;
      },
    );
    return read;
  };
  return palette.register({
    id: 'plans',
    async find(query) {
      await getI18n().loadNamespaces('dialplan');
      const t = getI18n().getFixedT(null, 'dialplan');
      const items = (await plans()).map((plan): PaletteItem => ({
        id: `plan-${plan.id}`,
        kind: 'plan',
        title: t('goToPlan', { name: plan.name }),
        detail: plan.attached.map((line) => line.number).join(', '),
        icon: Workflow,
        keywords: [plan.name, ...plan.attached.map((line) => line.number)],
        run: () => navigate(`/plans/${plan.id}`),
      }));
      return items.filter((item) => matchesQuery(item, query));
    },
  });
}

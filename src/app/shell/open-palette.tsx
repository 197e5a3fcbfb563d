import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '../../platform/router/router-context.tsx';
import { registerPlansInPalette } from '../../features/dialplan/index.ts';
import { useCan, useMe } from '../../features/identity/index.ts';
import { usePlatform } from '../../platform/platform-context.tsx';
import { CommandPalette } from '../../ui/palette/command-palette.tsx';
import { matchesQuery, palette, type PaletteItem } from '../../ui/palette/palette-registry.ts';
import { accountPages, adminPages, pagesFor, phonePages, planPages, recordingPages, supportPages } from '../pages.ts';
import { pageIcons } from './page-icons.ts';
import { closePalette } from './palette-state.ts';
import { useAccountActions } from './use-account-actions.ts';

/** The open palette with the pages and the actions of the account; features register their own sources. */
export function OpenPalette() {
  const { t } = useTranslation('app');
  usePageItems();
  usePlanItems();
  useActionItems();
  return (
    <CommandPalette
      isOpen
      onClose={closePalette}
      kinds={[
        // All of it: whoever is in a session looks for what its buttons do.
        { id: 'session', heading: t('kinds.session'), most: 20 },
        { id: 'person', heading: t('kinds.person') },
        { id: 'plan', heading: t('kinds.plan') },
        { id: 'page', heading: t('kinds.page') },
        { id: 'action', heading: t('kinds.action') },
      ]}
    />
  );
}

function usePageItems(): void {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const role = useMe()?.role;
  useEffect(() => {
    if (role === undefined) return undefined;
    const items = pagesFor(role, [...phonePages, ...recordingPages, ...planPages, ...supportPages, ...adminPages, ...accountPages]).map(
      (page): PaletteItem => ({
        id: page.path,
        kind: 'page',
        title: t(`nav.${page.word}`),
        detail: page.path,
        icon: pageIcons[page.word],
        ...(hasOtherWords(page.word) ? { keywords: t(`navAlso.${page.word}`).split(', ') } : {}),
        run: () => navigate(page.path),
      }),
    );
    return palette.register({ id: 'pages', find: (query) => items.filter((item) => matchesQuery(item, query)) });
  }, [role, t, navigate]);
}

const otherWords = ['support', 'sealing', 'retention'] as const;

function hasOtherWords(word: string): word is (typeof otherWords)[number] {
  return otherWords.some((each) => each === word);
}

function usePlanItems(): void {
  const { http } = usePlatform();
  const navigate = useNavigate();
  const mayRead = useCan('plans.read');
  useEffect(() => (mayRead ? registerPlansInPalette(palette, { http, navigate }) : undefined), [mayRead, http, navigate]);
}

/** The menu's entries that only open a page: the palette has them among the pages. */
const isPage: ReadonlySet<string> = new Set([...phonePages, ...accountPages].map((page) => page.word));

function useActionItems(): void {
  const { groups } = useAccountActions();
  useEffect(() => {
    const items = groups.flatMap((group) =>
      group.entries
        .filter((entry) => entry.isChecked !== true && !isPage.has(entry.id))
        .map((entry): PaletteItem => ({
          id: entry.id,
          kind: 'action',
          title: group.title === undefined ? entry.label : `${group.title}: ${entry.label}`,
          run: entry.onSelect,
          ...(entry.icon === undefined ? {} : { icon: entry.icon }),
        })),
    );
    return palette.register({ id: 'account', find: (query) => items.filter((item) => matchesQuery(item, query)) });
  }, [groups]);
}

import { BellRing, KeyRound, Languages, LogOut, Monitor, MonitorSmartphone, Moon, Stethoscope, Sun, type LucideIcon } from 'lucide-react';
import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '../../platform/router/router-context.tsx';
import { useIdentity } from '../../features/identity/index.ts';
import { useProblem } from '../../platform/http/use-problem.ts';
import { changeLanguage, currentLanguage } from '../../platform/i18n/i18n.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../platform/i18n/languages.ts';
import { theme } from '../../platform/theme/page-theme.ts';
import type { ThemeChoice } from '../../platform/theme/theme.ts';
import { toasts } from '../../ui/feedback/toast-store.ts';
import type { MenuEntry, MenuGroup } from '../../ui/overlay/menu.tsx';
import { rememberedLanguage } from '../language.ts';

const THEMES: readonly { choice: ThemeChoice; icon: LucideIcon }[] = [
  { choice: 'light', icon: Sun },
  { choice: 'dark', icon: Moon },
  { choice: 'system', icon: Monitor },
];

/** Language, appearance, account and sign-out, as groups for the user menu and as actions for the palette. */
export function useAccountActions(): { groups: readonly MenuGroup[] } {
  const { t } = useTranslation('app');
  const languages = useLanguageEntries();
  const themes = useThemeEntries();
  const account = useAccountEntries();
  const groups = useMemo(
    () => [
      { id: 'language', title: t('user.language'), entries: languages },
      { id: 'theme', title: t('user.theme'), entries: themes },
      { id: 'account', entries: account },
    ],
    [t, languages, themes, account],
  );
  return { groups };
}

function useLanguageEntries(): readonly MenuEntry[] {
  const { t, i18n } = useTranslation('app');
  const { api, store } = useIdentity();
  const toProblem = useProblem();
  return useMemo(() => {
    const choose = async (language: Language): Promise<void> => {
      await changeLanguage(language);
      rememberedLanguage.write(language);
      try {
        await api.setLanguage(language);
        store.handleLanguageChanged(language);
      } catch (failure) {
        toasts.show({ tone: 'info', text: t('user.languageFailed', { why: toProblem(failure).title }) });
      }
    };
    return LANGUAGES.map((language) => ({
      id: `language-${language}`,
      label: LANGUAGE_NAMES[language],
      icon: Languages,
      isChecked: language === currentLanguage(),
      onSelect: () => void choose(language),
    }));
    // oxlint-disable-next-line react/exhaustive-deps -- `toProblem` changes with `t`; the language decides the check mark
  }, [t, i18n.language, api, store]);
}

function useThemeEntries(): readonly MenuEntry[] {
  const { t } = useTranslation('app');
  const current = useSyncExternalStore(theme.subscribe, theme.choice);
  return useMemo(
    () =>
      THEMES.map(({ choice, icon }) => ({
        id: `theme-${choice}`,
        label: t(`user.${choice}`),
        icon,
        isChecked: choice === current,
        onSelect: () => theme.choose(choice),
      })),
    [t, current],
  );
}

function useAccountEntries(): readonly MenuEntry[] {
  const { t } = useTranslation('app');
  const { store } = useIdentity();
  const navigate = useNavigate();
  const toProblem = useProblem();
  return useMemo(() => {
    const signOut = async (): Promise<void> => {
      try {
        await store.signOut();
      } catch (failure) {
        toasts.show({ tone: 'error', text: t('user.signOutFailed', { why: toProblem(failure).title }) });
      }
    };
    return [
      { id: 'test', label: t('nav.test'), icon: Stethoscope, onSelect: () => navigate('/test') },
      { id: 'sessions', label: t('nav.sessions'), icon: MonitorSmartphone, onSelect: () => navigate('/account/sessions') },
      { id: 'notices', label: t('nav.notices'), icon: BellRing, onSelect: () => navigate('/account/notices') },
      { id: 'password', label: t('nav.password'), icon: KeyRound, onSelect: () => navigate('/account/password') },
      { id: 'sign-out', label: t('user.signOut'), icon: LogOut, onSelect: () => void signOut() },
    ];
    // oxlint-disable-next-line react/exhaustive-deps -- `toProblem` changes with `t`
  }, [t, store, navigate]);
}

import type { Catalogue } from '../platform/i18n/i18n.ts';

/** Where each namespace's words are. The only list of them; every language of each is a file of its own. */
export const catalogues: Readonly<Record<string, Catalogue>> = {
  ui: { en: () => import('../ui/words.en.ts'), de: () => import('../ui/words.de.ts') },
  app: { en: () => import('./words.en.ts'), de: () => import('./words.de.ts') },
  errors: { en: () => import('../platform/http/words.en.ts'), de: () => import('../platform/http/words.de.ts') },
  lists: { en: () => import('../platform/lists/words.en.ts'), de: () => import('../platform/lists/words.de.ts') },
  identity: { en: () => import('../features/identity/words.en.ts'), de: () => import('../features/identity/words.de.ts') },
  admin: {
    en: () => import('../features/identity/pages/admin/words.en.ts'),
    de: () => import('../features/identity/pages/admin/words.de.ts'),
  },
  numbers: {
    en: () => import('../features/identity/pages/admin/numbers/words.en.ts'),
    de: () => import('../features/identity/pages/admin/numbers/words.de.ts'),
  },
  audit: {
    en: () => import('../features/identity/pages/admin/audit/words.en.ts'),
    de: () => import('../features/identity/pages/admin/audit/words.de.ts'),
  },
  media: { en: () => import('../features/media/words.en.ts'), de: () => import('../features/media/words.de.ts') },
  recordings: {
    en: () => import('../features/media/pages/recordings/words.en.ts'),
    de: () => import('../features/media/pages/recordings/words.de.ts'),
  },
  sealing: {
    en: () => import('../features/media/pages/sealing/words.en.ts'),
    de: () => import('../features/media/pages/sealing/words.de.ts'),
  },
  support: { en: () => import('../features/support/words.en.ts'), de: () => import('../features/support/words.de.ts') },
  supportDesk: {
    en: () => import('../features/support/pages/words.en.ts'),
    de: () => import('../features/support/pages/words.de.ts'),
  },
  supportRecords: {
    en: () => import('../features/support/pages/records/words.en.ts'),
    de: () => import('../features/support/pages/records/words.de.ts'),
  },
  supportRelay: {
    en: () => import('../features/support/pages/relay/words.en.ts'),
    de: () => import('../features/support/pages/relay/words.de.ts'),
  },
  supportRetention: {
    en: () => import('../features/support/pages/retention/words.en.ts'),
    de: () => import('../features/support/pages/retention/words.de.ts'),
  },
  organisation: {
    en: () => import('../features/identity/pages/organisation/words.en.ts'),
    de: () => import('../features/identity/pages/organisation/words.de.ts'),
  },
  notices: {
    en: () => import('../features/identity/pages/notices/words.en.ts'),
    de: () => import('../features/identity/pages/notices/words.de.ts'),
  },
  setup: {
    en: () => import('../features/identity/pages/setup/words.en.ts'),
    de: () => import('../features/identity/pages/setup/words.de.ts'),
  },
  dialplan: { en: () => import('../features/dialplan/words.en.ts'), de: () => import('../features/dialplan/words.de.ts') },
  groups: {
    en: () => import('../features/telephony/pages/admin/words.en.ts'),
    de: () => import('../features/telephony/pages/admin/words.de.ts'),
  },
  callbacks: {
    en: () => import('../features/telephony/pages/callbacks/words.en.ts'),
    de: () => import('../features/telephony/pages/callbacks/words.de.ts'),
  },
  voicemail: {
    en: () => import('../features/telephony/pages/voicemail/words.en.ts'),
    de: () => import('../features/telephony/pages/voicemail/words.de.ts'),
  },
  telephony: { en: () => import('../features/telephony/words.en.ts'), de: () => import('../features/telephony/words.de.ts') },
};

/** What every page needs before it can show anything. */
export const firstWords = ['app', 'ui', 'errors'] as const;

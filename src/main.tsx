import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { rememberedLanguage } from './app/language.ts';
import { NoticeLife } from './app/notice-life.ts';
import { startPageLife } from './app/page-life.ts';
import { PageVersionStore } from './app/page-version.ts';
import { appRoutes } from './app/routes.ts';
import { createServices } from './app/services.ts';
import { TelephonySlot } from './app/telephony-slot.ts';
import { catalogues, firstWords } from './app/words.ts';
import { startI18n } from './platform/i18n/i18n.ts';
import { chooseLanguage } from './platform/i18n/languages.ts';
import { browserHistory } from './platform/router/history.ts';
import { Router } from './platform/router/router.ts';
import './platform/theme/page-theme.ts';
import './ui/styles/base.css';

/** Starts the page: language first, then the life of the sign-in, then what one sees. */
async function main(): Promise<void> {
  const container = document.getElementById('root');
  if (container === null) throw new Error('index.html has no element #root.');
  await startI18n(catalogues, chooseLanguage(undefined, rememberedLanguage.read(), navigator.languages), firstWords);

  const services = createServices();
  const telephony = new TelephonySlot(services.platform);
  const version = new PageVersionStore();
  const notices = new NoticeLife(services.platform.http);
  // The page itself is the lifetime: it ends with the tab.
  const { signal } = new AbortController();
  startPageLife({ services, telephony, version, notices, onFault: reportError }, signal);

  const router = new Router(appRoutes(services.identity.store), browserHistory);
  notices.onOpen((path) => void router.navigate(path), signal);
  createRoot(container).render(
    <StrictMode>
      <App services={services} parts={{ telephony, version }} router={router} />
    </StrictMode>,
  );
  await router.start(signal);
}

void main();

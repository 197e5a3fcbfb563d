import './join.css';
import type { InPage } from './in-page.ts';
import { wordsOf } from '../features/support/customer/words/words-of.ts';
import { chooseLanguage } from '../platform/i18n/languages.ts';
import { takeFragment } from '../platform/links/take-fragment.ts';
import { LineAhead, openRelayLine } from '../platform/relay/line-ahead.ts';
import { rememberedLanguage } from './remembered-language.ts';

// The link's secret leaves the address bar before any other code of the page is run; from here on it is in this page's memory only.
const fragment = takeFragment(location, history);

// None of these waits for another one: a customer may be far away.
const { desklineLine, desklineParts }: InPage = window;
const line = new LineAhead(openRelayLine, desklineLine);
line.prepare();
const language = chooseLanguage(undefined, rememberedLanguage.read(), navigator.languages);
const words = desklineParts?.[`words.${language}`] ?? wordsOf(language);
void import('./start.tsx').then(async ({ start }) => start({ fragment, line, speech: { language, words: await words } }));

import type { HttpClient } from '../../../../platform/http/http-client.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { pagePush } from '../../../../platform/push/page-push.ts';
import { BrowserNotices } from '../../state/notices/browser-notices.ts';
import { PushApi } from '../../state/notices/push-api.ts';

/** Notices of the browser that this page is in. */
export function createNotices(http: HttpClient): BrowserNotices {
  return new BrowserNotices({ push: pagePush, api: new PushApi(http), language: currentLanguage });
}

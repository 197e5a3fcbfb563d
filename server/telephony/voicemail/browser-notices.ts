import type { PushNotices } from '../../identity/index.ts';
import type { Logger } from '../../platform/logger.ts';
import type { VoicemailStore } from './voicemail-store.ts';

export interface BrowserNoticesParts {
  readonly store: Pick<VoicemailStore, 'message' | 'listeners' | 'box'>;
  readonly push: Pick<PushNotices, 'tell'>;
  readonly logger: Logger;
}

/** Tells the people of a box of a new message in their browsers, also while no page is open. Never rejects. */
export async function tellInBrowsers(
  { store, push, logger }: BrowserNoticesParts,
  { tenantId, boxId, messageId }: { readonly tenantId: string; readonly boxId: string; readonly messageId: string },
): Promise<void> {
  try {
    const message = await store.message(tenantId, messageId);
    if (!message) return;
    const { displayName, number } = message.caller;
    const isShared = (await store.box(tenantId, boxId))?.userId === undefined;
    await push.tell(tenantId, await store.listeners(tenantId, boxId), {
      kind: 'voicemail',
      caller: displayName || number,
      box: isShared ? message.boxName : '',
      onceKey: `voicemail/${messageId}`,
    });
  } catch (error) {
    logger.error({ err: error, tenantId, messageId }, 'people could not be told of a message in their browsers');
  }
}

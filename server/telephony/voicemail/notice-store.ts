import type { Language } from '../../../protocol/dialplan/sounds.ts';

/** Somebody whom a mail tells of messages. */
export interface MailReader {
  readonly email: string;
  /** Their own, else that of the PBX where they have an extension; undefined for who has neither. */
  readonly language: Language | undefined;
}

/** Whether people were told of messages by mail. The tenant comes first, always. */
export interface NoticeStore {
  setNotice(tenantId: string, messageId: string, notice: 'due' | 'sent' | 'failed'): Promise<void>;
  /** Messages of this server whose mail no mail server took yet. */
  due(tenantId: string, nodeId: string): Promise<readonly string[]>;
  /** Those who listen to a box and may sign in. */
  readers(tenantId: string, boxId: string): Promise<readonly MailReader[]>;
}

/** Whether people were told of messages by mail. The tenant comes first, always. */
export interface NoticeStore {
  setNotice(tenantId: string, messageId: string, notice: 'due' | 'sent' | 'failed'): Promise<void>;
  /** Messages of this server whose mail no mail server took yet. */
  due(tenantId: string, nodeId: string): Promise<readonly string[]>;
  /** Addresses of those who listen to a box and may sign in. */
  addresses(tenantId: string, boxId: string): Promise<readonly string[]>;
}

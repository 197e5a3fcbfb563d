import type { BrowserPush, BrowserSubscription, PushSupport } from './browser-push.ts';

/** A browser whose person answers as told. */
export class FakeBrowserPush implements BrowserPush {
  isSupported: PushSupport = 'supported';
  granted: NotificationPermission = 'default';
  answer: NotificationPermission = 'granted';
  asked = 0;
  subscription: BrowserSubscription | undefined;

  support(): PushSupport {
    return this.isSupported;
  }

  permission(): NotificationPermission {
    return this.granted;
  }

  async ask(): Promise<NotificationPermission> {
    this.asked += 1;
    return (this.granted = this.answer);
  }

  async current(): Promise<BrowserSubscription | undefined> {
    return this.subscription;
  }

  async subscribe(publicKey: string): Promise<BrowserSubscription> {
    return (this.subscription ??= { endpoint: `https://push.example/${publicKey}`, keys: { p256dh: 'key', auth: 'auth' } });
  }

  async unsubscribe(): Promise<void> {
    this.subscription = undefined;
  }
}

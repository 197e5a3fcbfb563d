import webPush from 'web-push';

/** The pair that names an installation to push services (RFC 8292): P-256, base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function newVapidKeys(): VapidKeys {
  return webPush.generateVAPIDKeys();
}

import { whenIdle } from './when-idle.ts';

type MayGoOn = () => Promise<boolean>;

/**
 * What is needed with the first picture, before there is anybody to show it to: keys are agreed with nobody, and the browser's media are started. Step by
 * step, each when the page has nothing else to do; ends with the signal. What fails is found out when it counts.
 */
export function rehearseWhenIdle(agree: (mayGoOn: MayGoOn) => Promise<unknown>, signal?: AbortSignal): void {
  const mayGoOn: MayGoOn = () => new Promise((resolve) => whenIdle(() => resolve(signal?.aborted !== true)));
  const rehearse = async (): Promise<void> => {
    if (await mayGoOn()) await agree(mayGoOn);
    if (!(await mayGoOn())) return;
    const { prepareForRoom } = await import('../../../platform/sfu/room-client.ts');
    if (await mayGoOn()) await prepareForRoom();
  };
  rehearse().catch(() => undefined);
}

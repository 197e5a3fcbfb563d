import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaPath } from '../media-engine.ts';
import { chromiumRig } from '../testing/chromium-rig.ts';
import type { ChromiumRig } from '../testing/chromium-rig.ts';
import { mediaEngineSuite } from '../testing/media-engine.suite.ts';

mediaEngineSuite('SFU with Chromium', chromiumRig);

describe('the path of the media', () => {
  let rig: ChromiumRig;
  beforeAll(async () => {
    rig = await chromiumRig();
  });
  afterAll(() => rig.close());

  it.each<[string, MediaPath[] | undefined]>([
    ['udp', undefined],
    ['udp', ['udp']],
    ['tcp', ['tcp']],
  ])('[MED32] is %s when the offered paths are %o', async (path, paths) => {
    const peer = await rig.peer();
    const leg = await rig.engine.openAnswering({ callId: 'path', person: 'p', offer: await peer.offer(), ...(paths ? { paths } : {}) });
    await leg.plug(leg.mouth);
    await peer.acceptAnswer(leg.localSdp);
    await peer.hears({ voice: peer });
    expect(await peer.path()).toBe(path);
    leg.close();
    await peer.close();
  });
});

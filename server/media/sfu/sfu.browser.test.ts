import { chromiumRig } from '../testing/chromium-rig.ts';
import { mediaEngineSuite } from '../testing/media-engine.suite.ts';

mediaEngineSuite('SFU with Chromium', chromiumRig);

import { fakeRig } from './testing/fake-rig.ts';
import { mediaEngineSuite } from './testing/media-engine.suite.ts';

mediaEngineSuite('fake', fakeRig);

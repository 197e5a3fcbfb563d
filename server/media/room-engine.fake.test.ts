import { FakeRoomEngine } from './room-engine.fake.ts';
import { roomEngineSuite } from './testing/room-engine.suite.ts';

roomEngineSuite('fake', async () => {
  const engine = new FakeRoomEngine();
  return { engine, killWorkers: () => engine.killWorker(), close: async () => undefined };
});

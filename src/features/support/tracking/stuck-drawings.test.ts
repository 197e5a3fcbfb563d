import { describe, expect, it } from 'vitest';
import type { Tracked } from '../../../platform/tracking/scene-tracker.ts';
import type { Drawing, SceneView } from '../state/live-view.ts';
import { scenesToTrack, stuckDrawings } from './stuck-drawings.ts';

const sceneOf = (id: string): SceneView => ({ id, producerId: 'p', picture: new Uint8Array([1]) });
const drawingOf = (id: string, more: Partial<Drawing> = {}): Drawing => ({
  id,
  producerId: 'p',
  seatId: 's',
  colour: 0,
  tool: 'arrow',
  points: [
    [0.1, 0.2],
    [0.3, 0.4],
  ],
  ...more,
});
const view = (marks: readonly (readonly [string, Tracked])[], isBroken = false) => ({ marks: new Map(marks), isBroken });
const right: Tracked = { state: 'found', motion: [1, 0, 0.5, 0, 1, 0.1], confidence: 1 };
const plain = drawingOf('plain');
const sticky = drawingOf('sticky', { sceneId: 'a' });

describe('[SU420] where drawings are shown', () => {
  it('is where the object is for what sticks, and where it was drawn for what does not', () => {
    const { shown, frozen } = stuckDrawings([plain, sticky], [sceneOf('a')], view([['a', right]]));
    expect(shown[0]).toBe(plain);
    expect(shown[1]?.points.flat()).toEqual([0.6, 0.3, 0.8, 0.5].map((at) => expect.closeTo(at, 6)));
    expect(frozen).toEqual([]);
  });

  it('is where it was drawn until the first answer, and for a scene that is not kept any more', () => {
    expect(stuckDrawings([sticky], [sceneOf('a')], view([])).shown).toEqual([sticky]);
    expect(stuckDrawings([sticky], [], view([])).shown).toEqual([sticky]);
  });

  it('[SU472] is slantwise for a box and for an ellipse on an object that turned, and the arrow of a number turns with it', () => {
    const turned: Tracked = { state: 'found', motion: [0, -1, 1, 1, 0, 0], confidence: 1 };
    const box = drawingOf('box', { tool: 'box', sceneId: 'a' });
    expect(stuckDrawings([box], [sceneOf('a')], view([['a', turned]])).shown[0]?.points).toHaveLength(4);
    const ellipse = drawingOf('ellipse', { tool: 'ellipse', sceneId: 'a' });
    expect(stuckDrawings([ellipse], [sceneOf('a')], view([['a', turned]])).shown[0]?.points).toEqual(
      stuckDrawings([box], [sceneOf('a')], view([['a', turned]])).shown[0]?.points,
    );
    const numbered = drawingOf('numbered', { tool: 'step', number: 1, sceneId: 'a' });
    expect(stuckDrawings([numbered], [sceneOf('a')], view([['a', turned]])).shown[0]?.points.flat()).toEqual(
      [0.8, 0.1, 0.6, 0.3].map((at) => expect.closeTo(at, 6)),
    );
  });
});

describe('[SU423] a drawing whose object is lost', () => {
  const scene = sceneOf('a');
  it('is on its frozen picture and not on the live one', () => {
    expect(stuckDrawings([plain, sticky], [scene], view([['a', { state: 'lost' }]]))).toEqual({
      shown: [plain],
      frozen: [{ scene, drawings: [sticky] }],
    });
  });

  it('so it is when the worker died, and for the oldest when there are more than six scenes', () => {
    expect(stuckDrawings([sticky], [scene], view([], true)).frozen).toEqual([{ scene, drawings: [sticky] }]);
    const scenes = Array.from({ length: 7 }, (_, at) => sceneOf(String(at)));
    const drawings = scenes.map(({ id }) => drawingOf(`on ${id}`, { sceneId: id }));
    expect(scenesToTrack(drawings, scenes).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(stuckDrawings(drawings, scenes, view([])).frozen.map((one) => one.scene.id)).toEqual(['0']);
  });

  it('a scene on which nothing is drawn any more is not followed', () => {
    expect(scenesToTrack([plain], [scene])).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { stageTools, toolKeys, toolOfKey } from './stage-tool.ts';

it('[SU473] each tool has a key of its own, but for control', () => {
  for (const tool of stageTools.filter((one) => one !== 'control')) expect(toolOfKey(toolKeys[tool] ?? '')).toBe(tool);
  expect(toolKeys.control).toBeUndefined();
  expect(new Set(Object.values(toolKeys)).size).toBe(stageTools.length - 1);
  for (const key of ['f', '0', '+', '-', 'mod+a', 'shift+a']) expect(toolOfKey(key)).toBeUndefined();
});

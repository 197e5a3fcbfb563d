import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { kindOf, nodeKindNames } from '../../../protocol/dialplan/nodes/index.ts';
import { exitsOf } from '../../../protocol/dialplan/nodes/index.ts';
import { reasonKinds } from '../../../protocol/dialplan/reason.ts';
import { findingRules } from '../../../protocol/dialplan/lint/findings.ts';
import { newNode } from './state/edits.ts';
import { words } from './words.en.ts';

const { fields, rules, exits, reasons } = words;

describe('what the protocol names has words', () => {
  it('[DE80] every setting of every kind of node', () => {
    const wordless = nodeKindNames.flatMap((kind) => {
      const { settings } = kindOf(kind);
      if (!(settings instanceof z.ZodObject)) throw new Error(`${kind} has settings that are no object`);
      return Object.keys(settings.shape)
        .filter((key) => !Object.hasOwn(fields, key))
        .map((key) => `${kind}.${key}`);
    });
    expect(wordless).toEqual([]);
  });

  it('[DE80] every finding', () => {
    expect(Object.keys(findingRules).filter((rule) => !Object.hasOwn(rules, rule))).toEqual([]);
  });

  it('[DE80] every reason of a step', () => {
    const names = new Set(Object.keys(reasons).map((key) => key.replace(/_(?:one|other)$/u, '')));
    expect(reasonKinds.filter((kind) => !names.has(kind))).toEqual([]);
    expect([...names].filter((name) => !reasonKinds.some((kind) => kind === name))).toEqual([]);
  });

  it('[DE80] every exit that a kind begins with', () => {
    const ids = nodeKindNames.flatMap((kind) => exitsOf(newNode(kind, 'a', { x: 0, y: 0 })).map(({ id }) => id));
    expect(ids.filter((id) => !Object.hasOwn(exits, id))).toEqual([]);
  });
});

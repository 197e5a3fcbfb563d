import { describe, expect, it } from 'vitest';
import { moved } from './moved.ts';
import { skillsOfText, textOfSkills } from './skills-text.ts';

describe('members of groups and queues', () => {
  it('[QU60] skills are typed as words with an optional level, and read back as they were', () => {
    expect(skillsOfText('German 8, routers')).toEqual({ german: 8, routers: 1 });
    expect(skillsOfText(textOfSkills({ german: 8, 'voice over ip': 3, routers: 1 }))).toEqual({
      german: 8,
      'voice over ip': 3,
      routers: 1,
    });
    expect(skillsOfText(' , ')).toEqual({});
  });

  it.each(['german 11', 'german 0', '8', '!', 'x'.repeat(41)])('[QU60] %s is no skill', (text) => {
    expect(skillsOfText(text)).toBeUndefined();
  });

  it('[RG20] members are moved up and down, and stay where they are at the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
});

import { skillNameSchema } from '../../../../../protocol/telephony/queues.ts';

const highestLevel = 10;

/** `german 8, routers`: skills as a person types them; a skill without a level has 1. */
export function textOfSkills(skills: Readonly<Record<string, number>>): string {
  return Object.entries(skills)
    .map(([name, level]) => (level === 1 ? name : `${name} ${String(level)}`))
    .join(', ');
}

/** The skills in a text; undefined when a part of it is none. */
export function skillsOfText(text: string): Record<string, number> | undefined {
  const skills: Record<string, number> = {};
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [, words = '', digits] = /^(.*?)(?:\s+(\d+))?$/u.exec(part) ?? [];
    const name = skillNameSchema.safeParse(words);
    const level = digits === undefined ? 1 : Number(digits);
    if (!name.success || level < 1 || level > highestLevel) return undefined;
    skills[name.data] = level;
  }
  return skills;
}

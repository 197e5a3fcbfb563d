import type { PlanNode } from '../nodes/index.ts';
import type { Finding } from '../node-kind.ts';
import type { Schedule, WeeklyHours } from '../schedule.ts';
import { minutesOf } from '../schedule-clock.ts';
import { isTimeZone } from '../zone-time.ts';
import { finding } from './findings.ts';
import type { PlanWorld } from './plan-world.ts';

const shortGapMinutes = 30;

/** A schedule as the node that asks it sees it. */
export function checkHours(node: PlanNode, { schedules }: PlanWorld): readonly Finding[] {
  if (node.kind !== 'schedule') return [];
  const found = schedules.find(({ id }) => id === node.settings.scheduleId);
  if (!found) return [];
  const { schedule } = found;
  const place = { id: node.id, path: 'scheduleId' };
  const periods = periodsOf(schedule);
  const listed = node.settings.periods;
  return [
    ...(isPossible(schedule) ? [] : [finding('schedule-impossible', place, { schedule: found.id })]),
    ...(periods.every((period) => period === 'closed') ? [finding('schedule-always-closed', place, { schedule: found.id })] : []),
    ...pairsOf(schedule).flatMap(({ day, first, second }) => checkPair({ day, first, second }, place)),
    ...periods.flatMap((period) =>
      isBuiltIn(period) || listed.includes(period) ? [] : [finding('period-without-exit', place, { period })],
    ),
    ...listed.flatMap((period, index) =>
      isBuiltIn(period) || periods.includes(period) ? [] : [finding('period-never', { id: node.id, path: `periods.${index}` }, { period })],
    ),
  ];
}

interface Pair {
  readonly day: number;
  readonly first: WeeklyHours;
  readonly second: WeeklyHours;
}

/** Rows of one day, each with the one that begins next. */
function pairsOf({ weekly }: Schedule): readonly Pair[] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((day) => {
    const rows = weekly.filter(({ days }) => days.includes(day)).toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from));
    return rows.slice(1).flatMap((second, index) => {
      const first = rows.slice(0, index + 1).toSorted((a, b) => minutesOf(b.to) - minutesOf(a.to))[0];
      return first ? [{ day, first, second }] : [];
    });
  });
}

function checkPair({ day, first, second }: Pair, place: { readonly id: string; readonly path: string }): readonly Finding[] {
  const gap = minutesOf(second.from) - minutesOf(first.to);
  const details = { day: String(day), from: first.to, to: second.from };
  if (gap > 0 && gap < shortGapMinutes) return [finding('schedule-hole', place, details)];
  return gap < 0 && first.period !== second.period
    ? [finding('schedule-overlap', place, { ...details, from: second.from, to: first.to })]
    : [];
}

function isPossible({ timeZone, weekly, exceptions }: Schedule): boolean {
  const rows = [...weekly, ...exceptions.flatMap(({ hours }) => (hours ? [hours] : []))];
  return (
    isTimeZone(timeZone) &&
    rows.every(({ from, to }) => minutesOf(from) < minutesOf(to)) &&
    exceptions.every(({ fromDate, toDate }) => fromDate <= toDate)
  );
}

function periodsOf({ weekly, exceptions, override }: Schedule): readonly string[] {
  return [...new Set([...weekly, ...exceptions, ...(override ? [override] : [])].map(({ period }) => period))];
}

function isBuiltIn(period: string): boolean {
  return period === 'open' || period === 'closed';
}

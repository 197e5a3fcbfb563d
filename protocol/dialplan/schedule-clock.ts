import type { Schedule } from './schedule.ts';

export function periodAt(schedule: Schedule, atMs: number): { readonly period: string; readonly why: string } {
  void schedule;
  void atMs;
  return { period: 'closed', why: '' };
}

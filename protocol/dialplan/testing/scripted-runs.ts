import { mainLineRuns } from './main-line-runs.ts';
import { backOfficeRuns } from './back-office-runs.ts';
import { serviceRuns } from './service-runs.ts';
import { nestedRuns, loopsRuns, deepRuns, returningRuns, openRuns } from './nested-runs.ts';
import type { ScriptedRun } from './script.ts';

/** All scripted calls; their tenant is `scriptedWorld` of scripted-plans.ts. */
export const scriptedRuns: readonly ScriptedRun[] = [
  ...mainLineRuns,
  ...backOfficeRuns,
  ...serviceRuns,
  ...nestedRuns,
  ...loopsRuns,
  ...deepRuns,
  ...returningRuns,
  ...openRuns,
];

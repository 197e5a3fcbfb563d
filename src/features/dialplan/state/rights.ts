/** What the person may do with plans; what they may not is absent. Whoever sees a plan at all may read and simulate it. */
export interface PlanRights {
  readonly mayUpdate: boolean;
  readonly mayPublish: boolean;
}

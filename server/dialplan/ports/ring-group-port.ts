/** People who ring one after the other, or together. */
export interface RingGroup {
  readonly name: string;
  /** Rounds, one after the other; who stands in the same round rings together. The order is this call's: strategies with a memory or a chance have decided. */
  readonly rounds: readonly RingRound[];
}

export interface RingRound {
  readonly userIds: readonly string[];
  /** How long this round rings; the whole time of the plan's node is never exceeded. Undefined: as long as the node says. */
  readonly seconds: number | undefined;
}

/** Ring groups, as a plan uses them. */
export interface RingGroupPort {
  /** Undefined when there is no such group. */
  roundsOf(tenantId: string, groupId: string): Promise<RingGroup | undefined>;
}

/** There are none. */
export const noRingGroups: RingGroupPort = { roundsOf: async () => undefined };

/** The parts of a run that are done each for itself: one that cannot be done does not keep the others from it. */
export interface JobItems {
  /**
   * Does one item's work; says whether it was done. What fails is logged with `item` (ids, no content), counted, and left for the next run.
   */
  attempt(item: Readonly<Record<string, string>>, work: () => Promise<unknown>): Promise<boolean>;
}

/** Something to be done again and again. */
export interface RepeatingJob {
  /** Lower-case letters and dashes; names it over restarts. */
  readonly name: string;
  /** When, in UTC: five fields of cron. */
  readonly cron: string;
  /** What fails is logged and tried again, at the latest at the next time. */
  readonly run: (items: JobItems) => Promise<void>;
}

/** Work that is not asked for by anybody: on one server of the installation at a time, also when there are several. */
export interface Jobs {
  repeat(job: RepeatingJob): Promise<void>;
  /** Waits for work in progress, for some seconds at most. */
  close(): Promise<void>;
}

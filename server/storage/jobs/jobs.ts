/** Something to be done again and again. */
export interface RepeatingJob {
  /** Lower-case letters and dashes; names it over restarts. */
  readonly name: string;
  /** When, in UTC: five fields of cron. */
  readonly cron: string;
  /** What fails is logged and tried again, at the latest at the next time. */
  readonly run: () => Promise<void>;
}

/** Work that is not asked for by anybody: on one server of the installation at a time, also when there are several. */
export interface Jobs {
  repeat(job: RepeatingJob): Promise<void>;
  /** Waits for work in progress, for some seconds at most. */
  close(): Promise<void>;
}

import type { NamedPlanEntry } from '../../../protocol/identity/numbers.ts';
import type { Extension, OwnNumber } from '../entities.ts';

/** What leads into an entry of a dial plan. */
export interface LeadingLine {
  readonly kind: 'extension' | 'number';
  /** Of an extension; a number is the tenant's, whatever PBX is named. */
  readonly pbxId: string;
  /** Digits of an extension, or E.164 with its plus. */
  readonly number: string;
  readonly plan: NamedPlanEntry;
}

/** Everything of a tenant that leads into dial plans; they keep that, and provide this. */
export type LeadingLines = (tenantId: string) => Promise<readonly LeadingLine[]>;

export const noLeadingLines: LeadingLines = async () => [];

/** With where it leads besides to a person. */
export type Led<Row> = Row & { readonly plan: NamedPlanEntry | null };

/** Where the extensions and numbers of a tenant lead, as dial plans have it now. */
export class PlanLeads {
  readonly #plans: ReadonlyMap<string, NamedPlanEntry>;

  constructor(lines: readonly LeadingLine[]) {
    this.#plans = new Map(lines.map(({ kind, pbxId, number, plan }) => [kind === 'number' ? number : `${pbxId}/${number}`, plan]));
  }

  ofExtension({ pbxId, number }: Pick<Extension, 'pbxId' | 'number'>): NamedPlanEntry | null {
    return this.#plans.get(`${pbxId}/${number}`) ?? null;
  }

  ofNumber({ e164 }: Pick<OwnNumber, 'e164'>): NamedPlanEntry | null {
    return this.#plans.get(e164) ?? null;
  }
}

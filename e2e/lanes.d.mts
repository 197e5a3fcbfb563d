export declare const lanes: Readonly<Record<'together' | 'alone', { readonly workers: number; readonly flows: readonly string[] }>>;

export declare const pageSources: readonly string[];
export declare function pageSourcesOf(root: string): readonly { readonly name: string; readonly content: Uint8Array }[];

const key = 'deskline.customer-name';

/** The name that this browser's person last joined with. Where storage is forbidden none is remembered. */
export const rememberedName = {
  read: (): string => {
    try {
      return globalThis.localStorage?.getItem(key) ?? '';
    } catch (cause) {
      if (cause instanceof DOMException) return '';
      throw cause;
    }
  },
  keep: (name: string): void => {
    try {
      localStorage.setItem(key, name);
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
    }
  },
};

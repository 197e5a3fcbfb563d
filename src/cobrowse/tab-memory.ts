const maskedKey = 'deskline.masked';

/**
 * What the page that comes next in this tab has to know: that it is being shared, and masked from its beginning. Where a site's visitors
 * forbid storage nothing is kept, and the next page is masked as soon as the window speaks.
 */
export const tabMemory = {
  isMasked: (): boolean => withStorage((storage) => storage.getItem(maskedKey) !== null) ?? false,
  keepMasked: (isMasked: boolean): void => {
    withStorage((storage) => (isMasked ? storage.setItem(maskedKey, '') : storage.removeItem(maskedKey)));
  },
};

function withStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(sessionStorage);
  } catch (cause) {
    if (cause instanceof DOMException) return undefined;
    throw cause;
  }
}

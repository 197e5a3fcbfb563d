import { useEffect, useState } from 'react';
import { useSetupApi } from './use-setup-api.ts';

/** Whether nobody can sign in yet because the first admin is missing. False until the server says so. */
export function useIsSetupOpen(): boolean {
  const api = useSetupApi();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const page = new AbortController();
    api.isOpen(page.signal).then(
      setOpen,
      // It is only a hint: whether the server answers, the sign-in itself will tell.
      () => setOpen(false),
    );
    return () => page.abort();
  }, [api]);
  return isOpen;
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agoText } from './ago-text.ts';

const tickMs = 15_000;

/** How long somebody waits, to the minute. */
export function WaitingTime({ since }: { readonly since: string }) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return <span className="text-n11">{agoText(i18n.language, now - Date.parse(since))}</span>;
}

import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.tsx';
import type { Need } from '../customer/arrival/browser-needs.ts';

/** That this browser cannot hold a session, why, and which can. */
export function NeedsNotice({ missing }: { readonly missing: readonly Need[] }) {
  const { t } = useTranslation('support');
  if (missing.length === 0) return null;
  return (
    <div className="w-full">
      <Notice tone="error">
        {t('needs.title')} {missing.map((need) => t(`needs.${need}`)).join(' ')} {t('needs.which')}
      </Notice>
    </div>
  );
}

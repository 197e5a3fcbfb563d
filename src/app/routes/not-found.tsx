import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClasses } from '../../ui/button/button-styles.ts';
import { Link } from '../../platform/router/link.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';

/** 404. */
export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <main>
      <EmptyState
        isPage
        icon={Compass}
        title={t('notFound.title')}
        text={t('notFound.text')}
        action={
          <Link to="/" className={buttonClasses('primary', 'normal')}>
            {t('notFound.home')}
          </Link>
        }
      />
    </main>
  );
}

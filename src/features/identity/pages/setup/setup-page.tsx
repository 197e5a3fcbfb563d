import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Link } from '../../../../platform/router/link.tsx';
import { buttonClasses } from '../../../../ui/button/button-styles.ts';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { FrontCard } from '../../components/front-card.tsx';
import { SetupForm } from '../../components/setup/setup-form.tsx';
import { useSetup } from '../../components/setup/use-setup.ts';

/** `/setup?token=…`: makes the organisation and its first admin. `onDone` leads to the sign-in with that email. */
export function SetupPage({ token, onDone }: { token: string; onDone: (email: string) => void }) {
  const { t } = useTranslation('setup');
  const toProblem = useProblem();
  const setup = useSetup(token, onDone);
  const { step } = setup;
  switch (step.kind) {
    case 'asking':
      return (
        <FrontCard title={t('title')}>
          <SkeletonRows count={4} />
        </FrontCard>
      );
    case 'failed':
      return (
        <FrontCard title={t('title')}>
          <ErrorState problem={toProblem(step.failure)} onRetry={setup.retry} />
        </FrontCard>
      );
    case 'done-before':
      return (
        <FrontCard title={t('doneBefore.title')} text={t('doneBefore.text')}>
          <Link to="/login" className={buttonClasses('primary', 'touch')}>
            {t('doneBefore.signIn')}
          </Link>
        </FrontCard>
      );
    case 'wrong-link':
      return (
        <FrontCard title={t('wrongLink.title')} text={t('wrongLink.text')}>
          <ol className="flex list-decimal flex-col gap-2 pl-5 text-body text-pretty marker:text-n11">
            <li>{t('wrongLink.look')}</li>
            <li>{t('wrongLink.restart')}</li>
            <li>{t('wrongLink.open')}</li>
          </ol>
        </FrontCard>
      );
    default:
      return (
        <FrontCard title={t('title')} text={t('text')}>
          <SetupForm setup={setup} />
        </FrontCard>
      );
  }
}

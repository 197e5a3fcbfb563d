import { useTranslation } from 'react-i18next';
import type { NumberAssignment } from '../../../../../../protocol/identity/numbers.ts';

/** Where a number leads, in words; undefined when it leads nowhere. */
export function useAssignmentText(): (assignment: NumberAssignment) => string | undefined {
  const { t } = useTranslation('numbers');
  return (assignment) => {
    if (assignment.kind === 'user') return assignment.userName;
    return assignment.kind === 'plan' ? t('plan', { name: assignment.name ?? t('planUnnamed') }) : undefined;
  };
}

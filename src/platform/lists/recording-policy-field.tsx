import { useTranslation } from 'react-i18next';
import { recordingPolicies } from '../../../protocol/media/recordings.ts';
import { Select } from '../../ui/field/select.tsx';
import type { PolicyEdit } from './recording-policy.ts';

/** Whether calls are recorded: never, on demand, always. Absent while it is not known. */
export function RecordingPolicyField({ edit: { policy, choose } }: { edit: PolicyEdit }) {
  const { t } = useTranslation('lists');
  if (policy === undefined) return null;
  return (
    <Select
      label={t('recordingPolicy.label')}
      hint={t(`recordingPolicy.hints.${policy}`)}
      options={recordingPolicies.map((value) => ({ value, label: t(`recordingPolicy.${value}`) }))}
      value={policy}
      onValueChange={(value) => {
        const chosen = recordingPolicies.find((each) => each === value);
        if (chosen !== undefined) choose(chosen);
      }}
    />
  );
}

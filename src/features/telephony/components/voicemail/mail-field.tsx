import { useTranslation } from 'react-i18next';
import type { VoicemailBox } from '../../../../../protocol/telephony/voicemail.ts';
import { Select } from '../../../../ui/field/select.tsx';

type EmailNotice = VoicemailBox['emailNotice'];

const emailNotices = ['none', 'notice', 'with-audio'] as const;

/** What mail says of new messages; where no mail server is configured, why there is nothing to choose. */
export function MailField({
  box,
  onChange,
}: {
  box: Pick<VoicemailBox, 'emailNotice' | 'isMailPossible'>;
  onChange: (emailNotice: EmailNotice) => void;
}) {
  const { t } = useTranslation('voicemail');
  if (!box.isMailPossible)
    return (
      <div className="flex flex-col gap-1">
        <p className="text-dense font-medium text-n12">{t('settings.email')}</p>
        <p className="text-caption text-n11">{t('settings.noMail')}</p>
      </div>
    );
  return (
    <Select
      label={t('settings.email')}
      value={box.emailNotice}
      options={emailNotices.map((value) => ({ value, label: t(`settings.emails.${value}`) }))}
      onValueChange={(value) => onChange(emailNotices.find((one) => one === value) ?? 'none')}
    />
  );
}

import { useTranslation } from 'react-i18next';
import type { Pbx } from '../../../../../protocol/identity/admin.ts';
import { Link } from '../../../../platform/router/link.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Switch } from '../../../../ui/field/switch.tsx';

export interface Md5ChoiceProps {
  /** Where the phone signs in. */
  pbx: Pbx;
  isAllowed: boolean;
  onChange: (isAllowed: boolean) => void;
}

/** Whether a phone may sign in by MD5: a choice where its PBX asks for it, else a sentence that says where to change that. */
export function Md5Choice({ pbx, isAllowed, onChange }: Md5ChoiceProps) {
  const { t } = useTranslation('admin');
  if (pbx.digestPolicy === 'sha-256') {
    return (
      <p className="text-caption text-pretty text-n11">
        {t('devices.md5Unused', { pbx: pbx.name, setting: t('pbxs.digestPolicy') })}{' '}
        <Link to="/admin/pbxs" className="whitespace-nowrap text-accent-text underline">
          {t('devices.toPbxs')}
        </Link>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Switch label={t('devices.allowMd5')} hint={t('devices.allowMd5Hint')} isOn={isAllowed} onChange={onChange} />
      {pbx.digestPolicy === 'md5' && !isAllowed && <Notice tone="warning">{t('devices.md5Needed', { pbx: pbx.name })}</Notice>}
    </div>
  );
}

import { PhoneOff } from 'lucide-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/identity/index.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx';
import { InTelephony } from '../in-telephony.tsx';
import { SupportInCall } from '../support-in-call.tsx';

const PhonePage = lazy(() => import('../../features/telephony/pages/phone-page.tsx').then((module) => ({ default: module.PhonePage })));
const TestPage = lazy(() => import('../../features/telephony/pages/test-page.tsx').then((module) => ({ default: module.TestPage })));

/** `/phone` */
export function PhoneRoute() {
  return <InTelephony fallback={<NoPhone />}>{() => <PhonePage renderCallActions={(call) => <SupportInCall {...call} />} />}</InTelephony>;
}

/** `/test` */
export function TestRoute() {
  return <InTelephony fallback={<NoPhone />}>{() => <TestPage />}</InTelephony>;
}

/** The phone's code is on its way, unless there is none: the organisation has ended. */
function NoPhone() {
  const { t } = useTranslation('app');
  const tenant = useMe()?.tenant;
  if (tenant?.end === undefined) return <SkeletonRows />;
  return <EmptyState isPage icon={PhoneOff} title={t('ended.noPhone')} text={t('ended.noPhoneText', { name: tenant.name })} />;
}

import { lazy } from 'react';
import { SkeletonRows } from '../../ui/feedback/skeleton.tsx';
import { InTelephony } from '../in-telephony.tsx';
import { SupportInCall } from '../support-in-call.tsx';

const PhonePage = lazy(() => import('../../features/telephony/pages/phone-page.tsx').then((module) => ({ default: module.PhonePage })));
const TestPage = lazy(() => import('../../features/telephony/pages/test-page.tsx').then((module) => ({ default: module.TestPage })));

/** `/phone` */
export function PhoneRoute() {
  return (
    <InTelephony fallback={<SkeletonRows />}>{() => <PhonePage renderCallActions={(call) => <SupportInCall {...call} />} />}</InTelephony>
  );
}

/** `/test` */
export function TestRoute() {
  return <InTelephony fallback={<SkeletonRows />}>{() => <TestPage />}</InTelephony>;
}

import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pushKinds, type OwnPushSubscription, type PushKind } from '../../../../../protocol/identity/push.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Switch } from '../../../../ui/field/switch.tsx';
import type { NoticeState } from '../../state/notices/browser-notices.ts';
import type { NoticeActions } from './use-notices.ts';

/** Notices of the browser that this page is in: whether they can be, whether they are, and of what. */
export function ThisBrowser({ state, actions }: { state: NoticeState; actions: NoticeActions }) {
  const { t } = useTranslation('notices');
  return (
    <section className="card flex flex-col gap-4 p-4" aria-labelledby="this-browser">
      <h2 id="this-browser" className="text-body font-semibold">
        {t('here')}
      </h2>
      <StateOf state={state} actions={actions} />
      {actions.problem !== undefined && <Notice tone="error">{actions.problem}</Notice>}
    </section>
  );
}

function StateOf({ state, actions }: { state: NoticeState; actions: NoticeActions }) {
  const { t } = useTranslation('notices');
  switch (state.kind) {
    case 'unsupported':
      return <Notice tone="info">{t(`unsupported.${state.why}`)}</Notice>;
    case 'blocked':
      return (
        <>
          <Notice tone="warning">
            <strong className="font-semibold">{t('blocked')}</strong> {t('unblock')}
          </Notice>
          <Button className="self-start" onClick={actions.lookAgain}>
            {t('again')}
          </Button>
        </>
      );
    case 'off':
      return (
        <>
          <p className="text-dense text-n11">
            {t('off')} {t('asks')}
          </p>
          <Button tone="primary" icon={BellRing} className="self-start" isBusy={actions.isBusy} onClick={actions.turnOn}>
            {t('turnOn')}
          </Button>
        </>
      );
  }
  return <OnPart own={state.own} actions={actions} />;
}

function OnPart({ own, actions }: { own: OwnPushSubscription; actions: NoticeActions }) {
  const { t } = useTranslation('notices');
  const choose = (kind: PushKind, isOn: boolean): void =>
    actions.choose(pushKinds.filter((one) => (one === kind ? isOn : own.kinds.includes(one))));
  return (
    <>
      <Notice tone="success">{t('on')}</Notice>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 text-dense font-medium">{t('what')}</legend>
        {pushKinds.map((kind) => (
          <Switch
            key={kind}
            label={t(`kinds.${kind}`)}
            isOn={own.kinds.includes(kind)}
            isBusy={actions.isBusy}
            onChange={(isOn) => choose(kind, isOn)}
          />
        ))}
      </fieldset>
      <p className="text-caption text-n11">{t('privacy')}</p>
      <Button tone="danger-quiet" className="self-start" isBusy={actions.isBusy} onClick={actions.turnOff}>
        {t('turnOff')}
      </Button>
    </>
  );
}

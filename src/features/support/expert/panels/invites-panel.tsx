import { Copy, Link, Mail, UserPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { CopyField } from '../../../../ui/field/copy-field.tsx';
import { isServing } from '../../state/invite-desk.ts';
import type { InviteView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import { inviteText } from './invite-text.ts';
import { InviteAgain } from './invite-again.tsx';
import { invitesShown } from './invites-shown.ts';
import { minutesText, usePageClock } from '../use-now.ts';
import { Panel } from './panel.tsx';
import { QrCode } from '../../exchange/qr-code.tsx';

/** How the customer gets in, and further experts. The first invite makes itself. */
export function InvitesPanel() {
  const { t } = useTranslation('support');
  const session = useSession();
  const invites = useLive((view) => view.invites);
  const link = useLive((view) => view.link);
  const people = useLive((view) => view.people);
  const hasCustomer = people.some(({ role }) => role === 'customer');
  const { isCustomerAway, mayInviteAgain, mayInviteCustomer, forCustomer, forExperts } = invitesShown(invites, people, link);
  const isFirst = link === 'waiting' && invites.length === 0 && !hasCustomer;
  const isMade = useRef(false);
  useEffect(() => {
    if (!isFirst || isMade.current) return;
    isMade.current = true;
    void session.makeInvite('customer');
  }, [isFirst, session]);
  useSessionCommands('inviting', [
    mayInviteCustomer && { id: 'invite', title: t('invite.new'), icon: Link, run: () => void session.makeInvite('customer') },
    hasCustomer && { id: 'invite-expert', title: t('invite.expert'), icon: UserPlus, run: () => void session.makeInvite('expert') },
  ]);
  return (
    <Panel title={t('invite.title')}>
      {isCustomerAway && <p className="text-dense text-n11">{t('invite.away')}</p>}
      {forCustomer && <Invite key={forCustomer.id} invite={forCustomer} />}
      {forExperts.map((invite) => (
        <Invite key={invite.id} invite={invite} />
      ))}
      <div className="flex flex-wrap gap-2">
        {mayInviteAgain && <InviteAgain />}
        {mayInviteCustomer && (
          <Button tone="primary" size="dense" onClick={() => void session.makeInvite('customer')}>
            {t('invite.new')}
          </Button>
        )}
        {hasCustomer && (
          <Button size="dense" icon={UserPlus} onClick={() => void session.makeInvite('expert')}>
            {t('invite.expert')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

/** Ways to take an invite elsewhere, by buttons and in the palette. */
function useCopies(invite: InviteView): { readonly text: string; readonly copyText: () => void } {
  const { t } = useTranslation('support');
  const { t: ui } = useTranslation('ui');
  const text = inviteText(t, invite);
  const copy = (what: string, done: string): void =>
    void navigator.clipboard.writeText(what).then(
      () => toasts.show({ tone: 'success', text: done }),
      () => toasts.show({ tone: 'error', text: t('invite.notCopied') }),
    );
  const copyText = (): void => copy(text, t('invite.copied'));
  const copyLink = (): void => copy(invite.link, ui('copied'));
  useSessionCommands(invite.role === 'customer' ? 'invite' : 'colleague', [
    isServing(invite) && { id: 'copy-link', title: ui('copyNamed', { name: t('invite.link') }), icon: Copy, run: copyLink },
    isServing(invite) && { id: 'copy-text', title: t('invite.copyText'), icon: Copy, run: copyText },
  ]);
  return { text, copyText };
}

function Invite({ invite }: { readonly invite: InviteView }) {
  const { t } = useTranslation('support');
  const now = usePageClock();
  const [isQrShown, setQrShown] = useState(false);
  const tenant = useLive((view) => view.session.tenantName);
  const { text, copyText } = useCopies(invite);
  if (invite.state === 'used' || invite.state === 'expired') return <p className="text-dense text-n11">{t(`invite.${invite.state}`)}</p>;
  const mail = `mailto:?subject=${encodeURIComponent(t('invite.mailSubject', { tenant }))}&body=${encodeURIComponent(text)}`;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-caption text-n11">{t(invite.role === 'customer' ? 'invite.forCustomer' : 'invite.forExpert')}</p>
      <CopyField label={t('invite.link')} value={invite.link} />
      {invite.state === 'burnt' && <p className="text-dense text-n11">{t('invite.burnt')}</p>}
      {invite.role === 'customer' && invite.state === 'open' && (
        <>
          <CopyField label={t('invite.code')} value={invite.code} />
          <p className="break-words text-caption text-n11">{t('invite.aloud', { address: `${new URL(invite.link).host}/j` })}</p>
        </>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <a href={mail} className="inline-flex min-h-8 items-center gap-1 text-dense text-accent-text underline">
          <Mail aria-hidden className="size-4" />
          {t('invite.mail')}
        </a>
        <Button size="dense" tone="quiet" icon={Copy} onClick={copyText}>
          {t('invite.copyText')}
        </Button>
        <Button size="dense" tone="quiet" aria-expanded={isQrShown} onClick={() => setQrShown(!isQrShown)}>
          {t('invite.qr')}
        </Button>
        <span role="timer" className="ml-auto text-caption text-n11 tabular-nums">
          {t('invite.left', { time: minutesText(invite.until - now) })}
        </span>
      </div>
      {isQrShown && <QrCode text={invite.link} label={t('invite.qrLabel')} />}
    </div>
  );
}

import type { TFunction } from 'i18next';
import type { InviteView } from '../../state/live-view.ts';

/** What is written to whoever is invited: the link, and for a customer the code, unless it is burnt, and where it is entered. */
export function inviteText(
  t: TFunction<'support'>,
  { link, code, role, state }: Pick<InviteView, 'link' | 'code' | 'role' | 'state'>,
): string {
  if (role !== 'customer' || state === 'burnt') return t('invite.mailBody', { link });
  const { host, pathname } = new URL(link);
  return t('invite.mailBodyWithCode', { link, code, place: `${host}/${pathname.split('/')[1] ?? ''}` });
}

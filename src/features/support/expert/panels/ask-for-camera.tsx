import { Video } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { useLive, useSession } from '../live-session-context.tsx';

/** What can be asked for instead of a screen that cannot be shown; it is gone once it was asked. */
export function AskForCamera({ minutes = null }: { readonly minutes?: number | null }) {
  const { t } = useTranslation('support');
  const session = useSession();
  const state = useLive((view) => view.capabilities.camera.state);
  const isLive = useLive((view) => view.link === 'live');
  if (state !== 'off' && state !== 'refused') return null;
  return (
    <Button size="dense" icon={Video} disabled={!isLive} onClick={() => session.ask('camera', minutes)}>
      {t('may.cameraInstead')}
    </Button>
  );
}

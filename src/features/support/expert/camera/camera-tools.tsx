import { Flashlight, ScanQrCode, SwitchCamera, ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import type { CameraView, CameraWish } from '../../state/camera-view.ts';
import type { StreamView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { readPicture } from './read-picture.ts';

interface CameraToolsProps {
  readonly stream: StreamView | undefined;
  /** What is looked at instead of the stream. */
  readonly still: Blob | undefined;
}

/** What can be asked of the customer's camera, as far as it can that, and the codes in its picture. */
export function CameraTools({ stream, still }: CameraToolsProps) {
  const { t } = useTranslation('support');
  const camera = useLive((view) => view.camera);
  const isMine = camera !== undefined && camera.producerId === stream?.producerId;
  if (!stream && !still) return null;
  return (
    <div role="group" aria-label={t('camera.title')} className="flex flex-wrap items-center gap-1">
      {isMine && <Wishes camera={camera} />}
      <ReadCode stream={stream} still={still} />
    </div>
  );
}

function Wishes({ camera }: { readonly camera: CameraView }) {
  const { t } = useTranslation('support');
  const session = useSession();
  const asks = useLive((view) => view.cameraAsks);
  const isAsked = (what: CameraWish['what']): boolean => asks.some(({ wish }) => wish.what === what);
  const { cameras, isTorchOn, zoom } = camera;
  const zoomTo = (factor: number): void => {
    if (zoom) session.askCamera({ what: 'zoom', value: Math.min(zoom.max, Math.max(zoom.min, zoom.value * factor)) });
  };
  return (
    <>
      {cameras > 1 && (
        <Button size="dense" icon={SwitchCamera} disabled={isAsked('switch')} onClick={() => session.askCamera({ what: 'switch' })}>
          {t('camera.switch')}
        </Button>
      )}
      {isTorchOn !== undefined && (
        <Button
          size="dense"
          icon={Flashlight}
          disabled={isAsked('torch')}
          onClick={() => session.askCamera({ what: 'torch', isOn: !isTorchOn })}
        >
          {t(isTorchOn ? 'camera.torchOff' : 'camera.torchOn')}
        </Button>
      )}
      {zoom && (
        <>
          <IconButton
            size="dense"
            tone="secondary"
            icon={ZoomOut}
            label={t('camera.zoomOut')}
            disabled={isAsked('zoom') || zoom.value <= zoom.min}
            onClick={() => zoomTo(0.5)}
          />
          <IconButton
            size="dense"
            tone="secondary"
            icon={ZoomIn}
            label={t('camera.zoomIn')}
            disabled={isAsked('zoom') || zoom.value >= zoom.max}
            onClick={() => zoomTo(2)}
          />
        </>
      )}
      {asks.length > 0 && (
        <span role="status" className="text-dense text-n11">
          {t('camera.asked')}
        </span>
      )}
    </>
  );
}

function ReadCode({ stream, still }: CameraToolsProps) {
  const { t } = useTranslation('support');
  const session = useSession();
  const shown = useLive((view) => view.shownStill);
  const [state, setState] = useState<'idle' | 'reading' | 'none' | 'failed'>('idle');
  const read = async (): Promise<void> => {
    const source = still ?? stream?.track;
    if (!source) return;
    setState('reading');
    try {
      const codes = await readPicture(source);
      for (const code of codes) session.tellCode(code, still && shown);
      setState(codes.length === 0 ? 'none' : 'idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <Button size="dense" icon={ScanQrCode} isBusy={state === 'reading'} onClick={() => void read()}>
        {t('camera.read')}
      </Button>
      {(state === 'none' || state === 'failed') && (
        <span role="status" className="text-dense text-amber-text">
          {t(state === 'none' ? 'camera.noCode' : 'camera.readFailed')}
        </span>
      )}
    </>
  );
}

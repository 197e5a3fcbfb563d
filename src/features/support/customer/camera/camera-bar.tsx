import { Ellipsis, Flashlight, Mic, MicOff, Pause, Play, Snowflake, SwitchCamera, type LucideIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { StreamView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { usePhoneCamera } from './use-phone-camera.ts';
import { ZoomSlider } from './zoom-slider.tsx';
import { useCameraWords } from './use-camera-words.ts';

interface CameraBarProps {
  readonly picture: StreamView | undefined;
  readonly isSheetOpen: boolean;
  readonly onSheet: (isOpen: boolean) => void;
}

/** Where the thumb is. What a camera cannot do is not there. */
export function CameraBar({ picture, isSheetOpen, onSheet }: CameraBarProps) {
  const words = useCameraWords();
  const chat = useLive((view) => view.chat);
  const mySeatId = useLive((view) => view.mySeatId);
  const written = useMemo(() => chat.filter(({ seatId }) => seatId !== mySeatId).length, [chat, mySeatId]);
  const [read, setRead] = useState(0);
  const fresh = isSheetOpen ? 0 : written - read;
  return (
    <div className="z-30 flex shrink-0 flex-col bg-raised pb-[env(safe-area-inset-bottom)] lying:flex-row">
      {picture && <ZoomSlider />}
      <div role="toolbar" aria-label={words.bar} className="flex justify-center gap-0.5 p-1 lying:flex-col">
        <VoiceButton />
        {picture && <CameraButtons picture={picture} />}
        <BarButton
          icon={Ellipsis}
          label={fresh > 0 ? words.moreNew(fresh) : words.more}
          caption={fresh > 0 ? words.moreNew(fresh) : words.more}
          isOn={isSheetOpen}
          onPress={() => {
            setRead(written);
            onSheet(!isSheetOpen);
          }}
        />
      </div>
    </div>
  );
}

function VoiceButton() {
  const words = useCameraWords();
  const session = useSession();
  const isMuted = useLive((view) => view.isMuted);
  const isLive = useLive(({ link }) => link === 'live');
  const isOn = useLive(({ streams }) => streams.some(({ isMine, source }) => isMine && source === 'voice'));
  if (!isOn) return <BarButton icon={MicOff} label={words.talk} isDisabled={!isLive} onPress={() => void session.startVoice()} />;
  return (
    <BarButton
      icon={isMuted ? MicOff : Mic}
      label={isMuted ? words.unmuteShort : words.muteShort}
      isOn={isMuted}
      onPress={() => session.mute(!isMuted)}
    />
  );
}

function CameraButtons({ picture }: { readonly picture: StreamView }) {
  const words = useCameraWords();
  const session = useSession();
  const { camera } = usePhoneCamera();
  const can = useLive((view) => view.camera);
  const [isBusy, setBusy] = useState(false);
  const during = (work: Promise<unknown> | undefined): void => {
    setBusy(true);
    void work?.finally(() => setBusy(false));
  };
  return (
    <>
      {can !== undefined && can.cameras > 1 && (
        <BarButton
          icon={SwitchCamera}
          label={words.switch}
          caption={words.switchShort}
          isDisabled={isBusy}
          onPress={() => during(camera?.switch())}
        />
      )}
      {can?.isTorchOn !== undefined && (
        <BarButton
          icon={Flashlight}
          label={words.torch}
          isOn={can.isTorchOn}
          onPress={() => during(camera?.setTorch(can.isTorchOn !== true))}
        />
      )}
      <BarButton
        icon={picture.isPaused ? Play : Pause}
        label={picture.isPaused ? words.resume : words.pause}
        isOn={picture.isPaused}
        onPress={() => session.pauseSharing(!picture.isPaused)}
      />
      <BarButton
        icon={Snowflake}
        label={can?.isFrozen === true ? words.thaw : words.freeze}
        isOn={can?.isFrozen === true}
        isDisabled={isBusy || picture.isPaused}
        onPress={() => during(camera?.freeze(can?.isFrozen !== true))}
      />
    </>
  );
}

interface BarButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Below the icon; the label where it is left out. */
  readonly caption?: string;
  readonly isOn?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

/** 56 px, with a word below its picture. */
function BarButton({ icon: Icon, label, caption = label, isOn = false, isDisabled = false, onPress }: BarButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      // What it does next is in its name; a second sign would say the opposite.
      disabled={isDisabled}
      onClick={onPress}
      className={`flex min-h-14 min-w-14 flex-1 flex-col items-center justify-center gap-0.5 rounded-input px-0.5 text-n12 select-none active:bg-n4 disabled:opacity-50 lying:flex-none ${isOn ? 'bg-accent-soft text-accent-text' : ''}`}
    >
      <Icon aria-hidden className="size-6" />
      <span aria-hidden className="max-w-16 truncate text-caption leading-tight">
        {caption}
      </span>
    </button>
  );
}

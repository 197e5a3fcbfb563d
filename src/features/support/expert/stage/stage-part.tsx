import { Camera, Snowflake } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { ControlBar } from '../control/control-bar.tsx';
import { useStageTool } from '../control/use-stage-tool.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import type { StreamView } from '../../state/live-view.ts';
import { surfaceOf } from '../../state/surfaces.ts';
import { useRecordedPicture } from '../records/recorder-context.tsx';
import { CameraTools } from '../camera/camera-tools.tsx';
import { FilmStrip } from '../camera/film-strip.tsx';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import { Stage } from './stage.tsx';
import { pressInStage } from './stage-keys.ts';
import { StageTools } from './stage-tools.tsx';
import { takeStill } from './take-still.ts';
import { useFullScreen } from './use-full-screen.ts';

/** The picture, what can be drawn on it, and stills of it. */
export function StagePart() {
  const { t } = useTranslation('support');
  const session = useSession();
  const pictures = useLive((view) => view.streams).filter(({ source, isMine }) => source !== 'voice' && !isMine);
  const mayPoint = useLive((view) => view.capabilities.point.state === 'granted');
  const part = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>();
  const choice = useStageTool();
  const { tool } = choice;
  const full = useFullScreen(part);
  const [isSticky, setSticky] = useState(true);
  const controlButton = useRef<HTMLButtonElement>(null);
  const stream = pictures.find(({ producerId }) => producerId === chosen) ?? pictures[0];
  const isCamera = stream?.source === 'camera';
  useRecordedPicture(stream?.track);
  const nameOf = ({ label }: StreamView, number: number): string => {
    const surface = surfaceOf(label);
    return surface ? t(`stage.surface.${surface}`, { number }) : label || t('stage.picture', { number });
  };
  const shown = useLive((view) => view.stills.find(({ id }) => id === view.shownStill));
  const isStillComing = useLive((view) => view.isStillComing);
  const take = (): void => {
    const { producerId, track } = stream ?? {};
    if (producerId === undefined || !track) return undefined;
    if (isCamera) return session.askStill(producerId, false);
    return void session.giveStill(producerId, () => takeStill(track, part.current?.querySelector('video') ?? null));
  };
  useSessionCommands('stage', [
    stream !== undefined && !isStillComing && { id: 'still', title: t('stage.still'), icon: Camera, run: take },
  ]);
  const handBack = (): void => {
    choice.giveBack();
    // The keyboard was in the picture: it goes on where it came from.
    controlButton.current?.focus();
  };
  const press = (event: KeyboardEvent): void => pressInStage(event, { ...choice, undo: () => session.undraw(), full: () => full.toggle() });
  return (
    // The keys of what is in it; each has a button, too.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={part}
      className="flex min-w-0 flex-col gap-2 [&:fullscreen]:bg-surface [&:fullscreen]:overflow-auto [&:fullscreen]:p-2"
      onKeyDown={press}
    >
      {pictures.length > 1 && (
        <div role="group" aria-label={t('stage.pictures')} className="flex flex-wrap gap-1">
          {pictures.map((picture, at) => (
            <Button key={picture.producerId} size="dense" aria-pressed={picture === stream} onClick={() => setChosen(picture.producerId)}>
              {nameOf(picture, at + 1)}
            </Button>
          ))}
        </div>
      )}
      <ControlBar isUsed={tool === 'control'} onTake={() => choice.choose('control')} onGiveBack={handBack} />
      <Stage stream={stream} still={shown} tool={tool} isSticky={isSticky && isCamera} full={full} onGiveBack={handBack} />
      <StageTools
        choice={choice}
        sticks={isCamera ? { isOn: isSticky, toggle: () => setSticky(!isSticky) } : undefined}
        stillId={shown?.id}
        controlButton={controlButton}
      >
        <Button size="dense" className="px-2.5!" icon={Camera} disabled={!stream} isBusy={isStillComing} onClick={take}>
          {t('stage.still')}
        </Button>
        {stream?.source === 'camera' && mayPoint && !shown && (
          // Its words are long in some languages: where they do not fit their end is left out, before a second line begins.
          <Button
            size="dense"
            className="ml-0.5 min-w-9! shrink! px-2.5!"
            title={t('camera.freezeAndDraw')}
            icon={Snowflake}
            isBusy={isStillComing}
            onClick={() => session.askStill(stream.producerId, true)}
          >
            <span className="truncate">{t('camera.freezeAndDraw')}</span>
          </Button>
        )}
      </StageTools>
      <div className="flex flex-col gap-2 in-[:fullscreen]:hidden">
        <CameraTools stream={stream} still={shown?.blob} />
        <FilmStrip />
      </div>
    </div>
  );
}

import { Square, Volume2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { chooseSink } from '../../../platform/devices/sink.ts';
import { Button } from '../../../ui/button/button.tsx';
import { SpeakerField } from './device-fields.tsx';
import { TestCard } from './test-card.tsx';
import { useTelephony } from './telephony-context.ts';

const toneMs = 2000;
const toneHz = 440;

/** A tone on the chosen loudspeaker. */
export function SpeakerCheck() {
  const { t } = useTranslation('telephony');
  const speakerId = useStore(useTelephony().devices.view, (view) => view.choice.speakerId);
  const [isPlaying, setPlaying] = useState(false);
  const stopTone = useRef<() => void>(() => undefined);
  useEffect(() => () => stopTone.current(), []);
  const play = async (): Promise<void> => {
    setPlaying(true);
    const stop = await startTone(speakerId);
    const timer = setTimeout(() => stopTone.current(), toneMs);
    stopTone.current = () => {
      clearTimeout(timer);
      stop();
      setPlaying(false);
      stopTone.current = () => undefined;
    };
  };
  return (
    <TestCard title={t('test.speaker')} text={t('test.speakerText')}>
      <SpeakerField />
      <div>
        {isPlaying ? (
          <Button icon={Square} onClick={() => stopTone.current()}>
            {t('test.stopTone')}
          </Button>
        ) : (
          <Button icon={Volume2} onClick={() => void play()}>
            {t('test.tone')}
          </Button>
        )}
      </div>
    </TestCard>
  );
}

/** A soft sine; through an element, because only elements can choose a loudspeaker everywhere. */
async function startTone(speakerId: string | undefined): Promise<() => void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const gain = new GainNode(context, { gain: 0 });
  const tone = new OscillatorNode(context, { frequency: toneHz });
  tone.connect(gain).connect(output);
  gain.gain.linearRampToValueAtTime(0.2, context.currentTime + 0.05);
  tone.start();
  const element = new Audio();
  element.srcObject = output.stream;
  await chooseSink(element, speakerId);
  await element.play();
  return () => {
    element.pause();
    void context.close();
  };
}

import { Circle, Mic, MicOff, Play } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { MicrophoneField } from './device-fields.tsx';
import { LevelBar } from './level-bar.tsx';
import { TestCard } from './test-card.tsx';
import { useMicrophoneLine } from './use-microphone-line.ts';

const recordMs = 3000;

/** Level, and three seconds to record and hear again. */
export function MicrophoneCheck() {
  const { t } = useTranslation('telephony');
  const line = useMicrophoneLine();
  const [isHeard, setHeard] = useState(false);
  const heard = useCallback(() => setHeard(true), []);
  return (
    <TestCard title={t('test.microphone')} text={t('test.microphoneText')}>
      <MicrophoneField />
      {line.problem !== undefined && <Notice tone="error">{t(`ends.${line.problem}`)}</Notice>}
      <div className="flex flex-wrap gap-2">
        {line.track === undefined ? (
          <Button tone="primary" icon={Mic} onClick={() => void line.start()}>
            {t('test.start')}
          </Button>
        ) : (
          <Button icon={MicOff} onClick={line.stop}>
            {t('test.stop')}
          </Button>
        )}
        {line.track !== undefined && <Recorder track={line.track} />}
      </div>
      {line.track !== undefined && (
        <>
          <LevelBar track={line.track} onHeard={heard} />
          <Notice tone={isHeard ? 'success' : 'info'}>{isHeard ? t('test.heard', { label: line.track.label }) : t('test.silent')}</Notice>
        </>
      )}
    </TestCard>
  );
}

function Recorder({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation('telephony');
  const [isRecording, setRecording] = useState(false);
  const [url, setUrl] = useState<string>();
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (url === undefined) return undefined;
    return () => URL.revokeObjectURL(url);
  }, [url]);
  const record = (): void => {
    const recorder = new MediaRecorder(new MediaStream([track]));
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', (event) => parts.push(event.data));
    recorder.addEventListener('stop', () => {
      setRecording(false);
      setUrl(URL.createObjectURL(new Blob(parts, { type: recorder.mimeType })));
    });
    setRecording(true);
    recorder.start();
    setTimeout(() => recorder.stop(), recordMs);
  };
  return (
    <>
      <Button icon={Circle} isBusy={isRecording} onClick={record}>
        {isRecording ? t('test.recording') : t('test.record')}
      </Button>
      {url !== undefined && (
        <>
          <Button icon={Play} onClick={() => void audio.current?.play()}>
            {t('test.play')}
          </Button>
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the person's own words of a moment ago */}
          <audio ref={audio} src={url} hidden />
        </>
      )}
    </>
  );
}

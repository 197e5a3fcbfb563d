import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openLevelMeter } from '../../../platform/devices/level-meter.ts';
import { Meter } from '../../../ui/status/meter.tsx';

const everyMs = 60;

/** How loud a track is, live. */
export function LevelBar({ track, onHeard }: { track: MediaStreamTrack; onHeard?: () => void }) {
  const { t } = useTranslation('telephony');
  const [level, setLevel] = useState(0);
  useEffect(() => {
    const meter = openLevelMeter(track);
    const timer = setInterval(() => setLevel(meter.read()), everyMs);
    return () => {
      clearInterval(timer);
      meter.close();
    };
  }, [track]);
  const isHeard = level > 0.15;
  useEffect(() => {
    if (isHeard) onHeard?.();
  }, [isHeard, onHeard]);
  return <Meter label={t('settings.level')} value={level} tone={isHeard ? 'green' : 'accent'} />;
}

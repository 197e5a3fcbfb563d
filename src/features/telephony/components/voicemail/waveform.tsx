import { useQuery } from '@tanstack/react-query';
import { QueryScope } from '../../../../platform/queries/query-scope.tsx';
import { useTelephony } from '../telephony-context.ts';

const bars = 64;

export interface WaveformProps {
  messageId: string;
  /** 0 to 1. */
  share: number;
}

/** How loud a message is, bar by bar; what was heard is `share` of it. */
export function Waveform(props: WaveformProps) {
  return (
    <QueryScope>
      <Bars {...props} />
    </QueryScope>
  );
}

function Bars({ messageId, share }: WaveformProps) {
  const { voicemailApi } = useTelephony();
  const waveform = useQuery({
    queryKey: ['voicemail-waveform', messageId],
    queryFn: () => voicemailApi.waveform(messageId),
    staleTime: Infinity,
  });
  const peaks = barsOf(waveform.data?.peak ?? []);
  return (
    <svg aria-hidden viewBox={`0 0 ${String(bars * 4)} 36`} preserveAspectRatio="none" className="absolute inset-0 h-full w-full">
      {peaks.map(({ at, peak }) => {
        const height = Math.max(2, peak * 34);
        const className = at / bars < share ? 'fill-accent' : 'fill-n8';
        return <rect key={at} x={at * 4} y={18 - height / 2} width={2.5} height={height} rx={1} className={className} />;
      })}
    </svg>
  );
}

/** The loudest moment of each bar, relative to the loudest of all. */
function barsOf(peaks: readonly number[]): readonly { at: number; peak: number }[] {
  const most = Math.max(0.05, ...peaks);
  return Array.from({ length: bars }, (_, at) => {
    const from = Math.floor((at * peaks.length) / bars);
    const part = peaks.slice(from, Math.max(from + 1, Math.floor(((at + 1) * peaks.length) / bars)));
    return { at, peak: part.length === 0 ? 0 : Math.max(...part) / most };
  });
}
